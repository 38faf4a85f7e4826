// Reads what the reader shows out of an OpenAPI 3.1 document. Pure, and forgiving: a member that is missing is left out,
// because a description newer than this page must still be readable.

type Json = Record<string, unknown>;

export interface Example {
  name: string;
  value: unknown;
}
export interface Operation {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string;
  parameters: { name: string; description: string }[];
  requestExamples: Example[];
  answerType: string;
  answerExamples: Example[];
  /** Codes of the problem documents it can answer with. */
  problems: string[];
}
export interface OperationGroup {
  tag: string;
  title: string;
  operations: Operation[];
}
export interface ProblemEntry {
  code: string;
  status: string;
  title: string;
}

const object = (value: unknown): Json => (isObject(value) ? value : {});
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The operations by tag, in the order of the document. */
export function operationsOf(document: Json): OperationGroup[] {
  const operations = Object.entries(object(document['paths'])).flatMap(([path, methods]) =>
    Object.entries(object(methods)).map(([method, operation]) => ({ path, method, operation: object(operation) })),
  );
  return list(document['tags'])
    .map((tag) => ({
      tag: text(tag['name']),
      title: text(tag['description']),
      operations: operations
        .filter(({ operation }) => Array.isArray(operation['tags']) && operation['tags'].includes(tag['name']))
        .map(({ path, method, operation }) => read(method, path, operation)),
    }))
    .filter((group) => group.operations.length > 0);
}

function read(method: string, path: string, operation: Json): Operation {
  const [answerType = '', answer] =
    Object.entries(object(object(object(operation['responses'])['200'])['content']))[0] ?? [];
  const body = object(object(object(operation['requestBody'])['content'])['application/json']);
  return {
    id: text(operation['operationId']),
    method: method.toUpperCase(),
    path,
    summary: text(operation['summary']),
    description: text(operation['description']),
    parameters: list(operation['parameters']).map(({ name, description }) => ({
      name: text(name),
      description: text(description),
    })),
    requestExamples: examplesOf(body),
    answerType,
    answerExamples: examplesOf(object(answer)),
    problems: problemsIn(operation).map(({ code }) => code),
  };
}

const examplesOf = (content: Json): Example[] =>
  Object.entries(object(content['examples'])).map(([name, example]) => ({ name, value: object(example)['value'] }));

/** The service lists the problems of an operation as "`code` 中文 · English", one a paragraph, by status. */
function problemsIn(operation: Json): ProblemEntry[] {
  return Object.entries(object(operation['responses']))
    .filter(([status]) => Number(status) >= 400)
    .flatMap(([status, response]) =>
      text(object(response)['description'])
        .split('\n\n')
        .flatMap((line) => {
          const [, code, title] = /^`(\w+)` (.+)$/s.exec(line) ?? [];
          return code === undefined || title === undefined ? [] : [{ code, status, title }];
        }),
    );
}

/** Every problem of every operation once, by status. */
export function problemsOf(document: Json): ProblemEntry[] {
  const operations = Object.values(object(document['paths'])).flatMap((methods) => Object.values(object(methods)));
  const byCode = new Map(
    operations.flatMap((operation) => problemsIn(object(operation)).map((entry) => [entry.code, entry] as const)),
  );
  // oxlint-disable-next-line unicorn/no-array-sort -- toSorted is younger than the browsers inside many chat apps
  return [...byCode.values()].sort((a, b) => a.status.localeCompare(b.status) || a.code.localeCompare(b.code));
}
