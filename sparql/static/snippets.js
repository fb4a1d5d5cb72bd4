// The query as a program would send it.

const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;
// A raw string, which shows the query as it is; where that cannot hold it, an escaped one.
const pythonText = (query) => (query.includes('"""') ? JSON.stringify(query.trim()) : `r"""\n${query.trim()}\n"""`);

// R's raw strings end at a bracket, dashes and a quote: more dashes than any in the query.
function rText(query) {
  let dashes = "-";
  while (query.includes(`)${dashes}"`)) dashes += "-";
  return `r"${dashes}(\n${query.trim()}\n)${dashes}"`;
}

export const LANGUAGES = ["curl", "Python", "R"];

export function snippet(language, endpoint, query, graph) {
  if (language === "curl") {
    return `curl -s ${quoted(endpoint)} \\\n  -H 'Accept: ${graph ? "text/turtle" : "text/csv"}' \\\n  --data-urlencode ${quoted(`query=${query.trim()}`)}\n`;
  }
  if (language === "Python") {
    const read = graph
      ? "import rdflib  # pip install rdflib requests\n"
      : "import io\n\nimport pandas  # pip install pandas requests\n";
    const use = graph
      ? 'graph = rdflib.Graph().parse(data=answer.text, format="turtle")\nprint(len(graph))\n'
      : "rows = pandas.read_csv(io.StringIO(answer.text))\nprint(rows)\n";
    return (
      `${read}import requests\n\nquery = ${pythonText(query)}\nanswer = requests.post(\n    ${JSON.stringify(endpoint)},\n` +
      `    data={"query": query},\n    headers={"Accept": "${graph ? "text/turtle" : "text/csv"}"},\n)\nanswer.raise_for_status()\nanswer.encoding = "utf-8"\n${use}`
    );
  }
  const use = graph
    ? 'cat(httr::content(answer, as = "text", encoding = "UTF-8"))\n'
    : 'rows <- read.csv(text = httr::content(answer, as = "text", encoding = "UTF-8"))\nprint(rows)\n';
  return (
    `# install.packages("httr")\nquery <- ${rText(query)}\nanswer <- httr::POST(${JSON.stringify(endpoint)},\n` +
    `                     httr::accept("${graph ? "text/turtle" : "text/csv"}"),\n                     body = list(query = query), encode = "form")\nhttr::stop_for_status(answer)\n${use}`
  );
}
