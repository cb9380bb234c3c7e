import SwaggerUI from 'swagger-ui-dist/swagger-ui-es-bundle.js';

SwaggerUI({
  // The page's language may have been asked for in its address, of which the browser's own preference knows nothing.
  url: `/openapi.json?lang=${document.documentElement.lang}`,
  dom_id: '#swagger-ui',
  deepLinking: true,
  tryItOutEnabled: true,
  // The default one sends the document to a third party.
  validatorUrl: null,
  // Its <main> stands inside ours; a page has one.
  onComplete: () => document.querySelector('#swagger-ui main')?.setAttribute('role', 'group'),
});
