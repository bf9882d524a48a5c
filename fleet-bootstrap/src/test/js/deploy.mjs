// Holds deploy/compose.yaml and deploy/kubernetes/fleet.yaml to the schemas of those who read them: node deploy.mjs FOLDER
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, parseAllDocuments } from "yaml";
import Ajv from "ajv";
import ts from "typescript";

const places = { Deployment: "apps/v1", Service: "v1", PodDisruptionBudget: "policy/v1", Ingress: "networking.k8s.io/v1" };
const problems = [];

function read(name) {
  return readFileSync(join(process.argv[2], name), "utf8");
}

function checkCompose() {
  const { $schema, ...schema } = JSON.parse(readFileSync("node_modules/dclint/schemas/compose.schema.json", "utf8"));
  const valid = new Ajv({ allErrors: true, strict: false, validateFormats: false }).compile(schema);
  if (!valid(parse(read("compose.yaml"), { merge: true }))) {
    problems.push(...valid.errors.map((error) => `compose.yaml ${error.instancePath} ${error.message}`));
  }
}

/** Values by the validators of the models; names by their types, since the validators let unknown ones pass. */
async function checkKubernetes() {
  const typed = [];
  for (const [index, document] of parseAllDocuments(read("kubernetes/fleet.yaml")).entries()) {
    const thing = document.toJS();
    const from = `kubernetes-models/${thing.apiVersion}/${thing.kind}`;
    if (places[thing.kind] !== thing.apiVersion) problems.push(`fleet.yaml has a ${thing.kind} of ${thing.apiVersion}`);
    try {
      new (await import(from))[thing.kind](thing).validate();
    } catch (error) {
      problems.push(`fleet.yaml ${thing.kind}: ${error.message}`);
    }
    typed.push(`import type { I${thing.kind} as T${index} } from "${from}";\nexport const d${index}: T${index} = ${JSON.stringify(thing, null, 1)};`);
  }
  writeFileSync("deploy.ts", typed.join("\n"));
  const options = { strict: true, noEmit: true, skipLibCheck: true, target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ES2022, moduleResolution: ts.ModuleResolutionKind.Bundler };
  const program = ts.createProgram(["deploy.ts"], options);
  problems.push(...ts.getPreEmitDiagnostics(program).map((found) => `fleet.yaml ${ts.flattenDiagnosticMessageText(found.messageText, " ")}`));
}

checkCompose();
await checkKubernetes();
console.log(problems.length === 0 ? "both fit" : problems.join("\n"));
process.exit(problems.length === 0 ? 0 : 1);
