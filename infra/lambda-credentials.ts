/**
 * What the SDK's search for credentials (profiles, SSO, processes, web identities, instance metadata) becomes in a
 * bundle: Lambda always gives them in the environment, and reading code that is never run is most of a cold start.
 */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
