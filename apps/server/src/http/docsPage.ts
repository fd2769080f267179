/** A page that reads /openapi.json and shows it: no other file, nothing from elsewhere. */
export const docsScript = `
const make = (tag, text, ...children) => { const e = document.createElement(tag); if (text) e.textContent = text; e.append(...children); return e }
const block = (title, value) => value === undefined ? '' : make('details', '', make('summary', title), make('pre', JSON.stringify(value, null, 2)))
const document_ = await (await fetch('openapi.json')).json()
const main = document.querySelector('main')
main.append(make('h1', document_.info.title + ' ' + document_.info.version), make('p', document_.info.description))
for (const [path, item] of Object.entries(document_.paths)) for (const [method, operation] of Object.entries(item)) {
  const section = make('section', '', make('h2', method.toUpperCase() + ' ' + path), make('p', operation.summary))
  for (const parameter of operation.parameters ?? []) section.append(make('p', parameter.name + ' (' + parameter.in + (parameter.required ? ', required' : '') + ') ' + (parameter.description ?? ''), block('Schema', parameter.schema)))
  section.append(block('Request', operation.requestBody))
  for (const [status, response] of Object.entries(operation.responses)) section.append(block(status + ' ' + response.description, response.content))
  main.append(section)
}
main.append(make('h2', 'Schemas'), ...Object.entries(document_.components?.schemas ?? {}).map(([name, schema]) => block(name, schema)))
`
export const docsPage = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Hurong API</title>
<style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h2{font:600 1rem ui-monospace,monospace;margin:2rem 0 .25rem}p{margin:.25rem 0}pre{overflow:auto;font-size:.85rem}</style></head>
<body><main></main><noscript>The description of this API is at <a href="openapi.json">openapi.json</a>.</noscript><script type="module" src="docs.js"></script></body></html>
`
