import { PageViews } from './page-views.ts';
import { openDocument } from './pdf-document.ts';
import { ReadingReport } from './reading-report.ts';
import { countPages, offerZoom } from './viewer-tools.ts';

/** Shows the document in the page, and tells the server what was shown. Without it, the link to the PDF remains. */
async function show(viewer: HTMLElement): Promise<void> {
  const { documentUrl = '', openedAction = '', loading = '', failed = '' } = viewer.dataset;
  const status = viewer.querySelector<HTMLElement>('[role="status"]')!;
  const report = new ReadingReport(openedAction);
  status.textContent = loading;
  try {
    const pdf = await openDocument(documentUrl);
    const views = new PageViews(viewer, pdf, (page) => report.seen(page), countPages);
    await views.start();
    countPages(1, pdf.numPages);
    offerZoom((times) => views.zoom(times));
    report.opened();
    status.textContent = '';
  } catch (error) {
    console.error(error);
    status.textContent = failed;
  }
}

const viewer = document.querySelector<HTMLElement>('[data-document-url]');
if (viewer) void show(viewer);
