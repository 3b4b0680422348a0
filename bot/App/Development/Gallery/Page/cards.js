// Draws one card as Teams would, with Microsoft's renderer. The gallery and the browser tests draw through this file alone.
// How a card is looked at: { theme: 'light' | 'dark', phone: as phones and older clients draw it, unfolded: with its folded parts }.

const [hostConfigs, style] = await Promise.all([
  fetch('/gallery/page/host-config.json').then(answer => answer.json()),
  fetch('/gallery/page/card.css').then(answer => answer.text()),
]);
const sheet = new CSSStyleSheet();
sheet.replaceSync(style);

// Shown by Teams on a desktop only.
const notOnPhones = type => type === 'CodeBlock' || type.startsWith('Chart.');

let badge, chart, markdown;

/** Fetches the renderer; throws an Error that says why it is not there. */
export async function ready() {
  for (const file of ['adaptivecards.js', 'markdown-it.js']) await script(`/gallery/renderer/${file}`);
  markdown = new window.markdownit({ html: false, breaks: true, linkify: false });
  window.AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = markdown.render(text);
    result.didProcess = true;
  };
  badge = badgeOf(window.AdaptiveCards);
  chart = chartOf(window.AdaptiveCards);
}

/** Draws a card into a shadow root of its own, so that ids of one card never meet those of another; returns what the renderer complains about. */
export function draw(json, host, look) {
  const { AdaptiveCard, GlobalRegistry, HostConfig, SerializationContext, Versions } = window.AdaptiveCards;
  if (look.phone) GlobalRegistry.elements.unregister('Badge');
  else GlobalRegistry.elements.register('Badge', badge, Versions.v1_0);
  GlobalRegistry.elements.register('Chart.VerticalBar', chart, Versions.v1_0); // a phone never gets to it
  const card = new AdaptiveCard();
  card.hostConfig = new HostConfig(configOf(look.theme));
  const context = new SerializationContext();
  card.parse(seen(json, look), context);
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheet];
  host.dataset.theme = look.theme;
  root.replaceChildren(card.render());
  return Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i).message);
}

/** The card as a client takes it: nodes without what this client does not know, and with labels as plain text, which the renderer takes them for. */
export function seen(node, look) {
  if (Array.isArray(node)) return node.map(each => seen(each, look)).filter(each => each !== undefined);
  if (node === null || typeof node !== 'object') return node;
  if (look.phone && notOnPhones(node.type ?? '')) return node.fallback && node.fallback !== 'drop' ? seen(node.fallback, look) : undefined;
  const copy = Object.fromEntries(Object.entries(node).map(([name, value]) => [name, seen(value, look)]));
  if (look.unfolded && copy.isVisible === false) delete copy.isVisible;
  if (node.type?.startsWith('Input.')) for (const name of ['label', 'title']) if (copy[name]) copy[name] = copy[name].replace(/\\(.)/g, '$1');
  return copy;
}

function configOf(theme) {
  const styles = hostConfigs[theme];
  const colours = styles.default.foregroundColors;
  const containerStyles = Object.fromEntries(Object.entries(styles).map(([name, each]) => [name, { ...each, foregroundColors: { ...colours, ...each.foregroundColors } }]));
  return { ...hostConfigs.shared, containerStyles };
}

// Teams draws it, the renderer does not know it.
function badgeOf({ CardElement, StringProperty, Versions }) {
  return class Badge extends CardElement {
    static words = new StringProperty(Versions.v1_0, 'text');
    static look = new StringProperty(Versions.v1_0, 'style');

    getJsonTypeName() { return 'Badge'; }

    internalRender() {
      const shape = document.createElement('span');
      shape.className = `badge badge-${(this.getValue(Badge.look) ?? 'default').toLowerCase()}`;
      shape.textContent = this.getValue(Badge.words);
      const line = document.createElement('div');
      line.append(shape);
      return line;
    }
  };
}

// The same: bars without what Teams writes around them.
function chartOf({ CardElement }) {
  return class BarChart extends CardElement {
    getJsonTypeName() { return 'Chart.VerticalBar'; }

    internalParse(source, context) {
      super.internalParse(source, context);
      this.source = source;
    }

    internalRender() {
      const { title, data } = this.source;
      const most = Math.max(1, ...data.map(bar => bar.y));
      const bars = document.createElement('div');
      bars.className = 'chart';
      for (const { y, color } of data) {
        const bar = document.createElement('div');
        bar.className = `chart-${color ?? 'neutral'}`;
        bar.style.height = `${Math.max(1, Math.round(100 * y / most))}px`;
        bars.append(bar);
      }
      const words = document.createElement('div');
      words.textContent = `${title}: ${data[0].x} – ${data.at(-1).x}`;
      const figure = document.createElement('div');
      figure.append(words, bars);
      return figure;
    }
  };
}

async function script(address) {
  const loaded = await new Promise(done => {
    const tag = document.createElement('script');
    tag.src = address;
    tag.onload = () => done(true);
    tag.onerror = () => done(false);
    document.head.append(tag);
  });
  if (!loaded) throw new Error(await fetch(address).then(answer => answer.text(), () => ''));
}
