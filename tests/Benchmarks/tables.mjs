/** The rows of a table with commas, quotes and line breaks in quotes. */
export function parse(csv) {
  const rows = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/[ \t]*(?:"((?:[^"]|"")*)"|([^",\r\n]*))[ \t]*(,|\r?\n|$)/g)) {
    rows.at(-1).push(quoted?.replaceAll('""', '"') ?? plain.trim());
    if (end !== ',') rows.push([]);
  }
  return rows.filter(row => row.length > 1);
}

/** A table with all values in quotes. */
export function table(rows) { return rows.map(row => row.map(value => `"${String(value).replaceAll('"', '""')}"`).join(',')).join('\n') + '\n'; }
