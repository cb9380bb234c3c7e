import type { Tenant } from '../../shared/identity/tenant.ts';
import { invalidField } from '../../shared/problem/problem.ts';
import { say } from '../../shared/text.ts';
import { getTemplate, type Template } from '../certificates/template.ts';
import type { Variable } from '../certificates/variable.ts';

/** The templates of a campaign as they are now. @throws 422 naming one that there is not */
export async function templatesNamed(tenant: Tenant, ids: readonly string[]): Promise<Template[]> {
  const found = await Promise.all(ids.map((id) => getTemplate(tenant, id)));
  return found.map((template, i) => {
    if (template) return template;
    throw invalidField(
      `/templateIds/${i}`,
      say(
        `Le modèle « ${ids[i]} » n’existe pas. Choisissez-en un de ceux que liste GET /v1/certificate-templates.`,
        `The template “${ids[i]}” does not exist. Choose one of those that GET /v1/certificate-templates lists.`,
      ),
    );
  });
}

/** The variables of some templates, each once. @throws 422 when two mean different things by one name */
export function variablesOf(templates: readonly Pick<Template, 'variables'>[]): Variable[] {
  const found = new Map<string, Variable>();
  for (const [i, variable] of templates.flatMap(({ variables }, at) => variables.map((each) => [at, each] as const))) {
    const other = found.get(variable.name);
    if (other && other.kind !== variable.kind) {
      throw invalidField(
        `/templateIds/${i}`,
        say(
          `Ces modèles n’entendent pas la même chose par « ${variable.name} » : ${other.kind} et ${variable.kind}. Donnez-lui le même genre dans chacun.`,
          `These templates do not mean the same by “${variable.name}”: ${other.kind} and ${variable.kind}. Give it the same kind in each.`,
        ),
      );
    }
    found.set(variable.name, other ? { ...other, required: other.required || variable.required } : variable);
  }
  return [...found.values()];
}
