// Run in the gallery by Stage/GalleryPage.cs: what is wrong with the drawn cards, each as "name: what".
async phone => {
  const groups = await fetch('/gallery/cards').then(answer => answer.json());
  const problems = [];
  for (const { name, card } of groups.flatMap(group => group.samples)) {
    const drawn = document.getElementById(name)?.querySelector('.drawn').shadowRoot?.querySelector('.ac-adaptiveCard');
    const found = drawn ? [...outside(drawn), ...clipped(drawn), ...garbage(drawn), ...missing(drawn, card), ...unreachable(drawn, card)] : ['is not drawn'];
    problems.push(...found.map(what => `${name}: ${what}`));
  }
  return problems;

  function* outside(drawn) {
    const edge = drawn.getBoundingClientRect();
    for (const part of drawn.querySelectorAll('*')) {
      const box = part.getBoundingClientRect();
      if (box.width && (box.right > edge.right + 1 || box.left < edge.left - 1)) yield `${named(part)} is wider than the card, by ${Math.round(Math.max(box.right - edge.right, edge.left - box.left))} px`;
    }
  }

  // A text that is to show its first lines only is cut on purpose; fields scroll.
  function* clipped(drawn) {
    for (const part of drawn.querySelectorAll('*:not(input, select, textarea, option)')) {
      const style = getComputedStyle(part);
      const hides = style.overflowX !== 'visible' || part.tagName === 'BUTTON';
      if (part.clientWidth && hides && part.scrollWidth > part.clientWidth + 1) yield `${named(part)} is cut at the side`;
      if (part.clientHeight && style.overflowY === 'hidden' && part.style.webkitLineClamp === '' && part.scrollHeight > part.clientHeight + 1) yield `${named(part)} is cut below`;
    }
  }

  function* garbage(drawn) {
    for (const sign of ['[object Object]', 'undefined', 'NaN']) if (drawn.textContent.includes(sign)) yield `says “${sign}”`;
  }

  function* missing(drawn, card) {
    const fields = [...drawn.querySelectorAll('input, textarea')].flatMap(field => [field.value, field.placeholder]);
    const labels = [...drawn.querySelectorAll('[aria-label], [title]')].flatMap(part => [part.ariaLabel, part.title]);
    const said = letters([drawn.textContent, ...fields, ...labels].join(' '));
    for (const text of texts(card)) if (!said.includes(letters(text))) yield `lacks “${text}”`;
  }

  function* unreachable(drawn, card) {
    const focusable = [...drawn.querySelectorAll('button, [role=button]')].filter(part => part.tabIndex >= 0 && !part.disabled && part.getBoundingClientRect().height);
    const names = focusable.map(part => part.ariaLabel || part.textContent);
    for (const { title } of nodes(card).filter(node => node.type?.startsWith('Action.') && node.title)) {
      const at = names.indexOf(title);
      if (at < 0) yield `the button “${title}” cannot be reached by keyboard`;
      else names.splice(at, 1);
    }
  }

  // Every text that the card is to show, read from its JSON and not from what was drawn; the moments, which the client words, are left out.
  function texts(card) {
    return nodes(card).flatMap(node => {
      const shown = node.maxLines ? [node.text.slice(0, 40)] : [node.text];
      if (node.type?.startsWith('Input.')) shown.push(node.label, node.value ? '' : node.placeholder, node.title, node.type === 'Input.Text' ? node.value : '');
      if (node.style !== 'filtered') shown.push(...(node.choices ?? []).map(choice => choice.title));
      shown.push(...(node.facts ?? []).flatMap(fact => [fact.title, fact.value]));
      return shown.filter(Boolean).flatMap(text => text.split(/\{\{(?:DATE|TIME)\([^)]*\)\}\}/));
    }).filter(text => letters(text));
  }

  // The parts of a card that this client draws: not what stands in for others, what is fetched later, or what a button carries.
  function nodes(node) {
    if (Array.isArray(node)) return node.flatMap(nodes);
    if (node === null || typeof node !== 'object') return [];
    if (phone && /^(CodeBlock$|Chart\.)/.test(node.type)) return nodes(node.fallback ?? null);
    return [node, ...Object.entries(node).filter(([name]) => !['fallback', 'refresh', 'data'].includes(name)).flatMap(([, value]) => nodes(value))];
  }

  function letters(text) { return text.replace(/[^\p{L}\p{N}\p{Extended_Pictographic}]/gu, ''); }

  function named(part) { return `<${part.tagName.toLowerCase()} class="${part.className}"> “${part.textContent.trim().slice(0, 40)}”`; }
}
