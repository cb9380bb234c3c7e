/** What stacks, functions and queues are named after. */
export const NAME = 'Guichet';

/** Lambda's limit, in characters. */
export const LONGEST_FUNCTION_NAME = 64;

/** IAM paths of the functions' roles: by these, the policies of buckets and keys tell them from everybody else. */
export const ROLES = { ours: '/guichet/', sealing: '/guichet/sealing/' } as const;

/** The stack of an area. */
export const areaStackName = (area: string): string => `${NAME}-${area}`;

/** The function of a use case: an area's names can be told from another's, and so can their rights. */
export const functionName = ({ area, name }: { area: string; name: string }): string =>
  `${areaStackName(area)}-${name}`;
