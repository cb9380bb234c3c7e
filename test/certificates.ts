import cancelContract from '../functions/campaigns/cancel-campaign/contract.ts';
import { handler as cancelCampaign } from '../functions/campaigns/cancel-campaign/handler.ts';
import confirmContract from '../functions/campaigns/confirm-campaign/contract.ts';
import { handler as confirmCampaign } from '../functions/campaigns/confirm-campaign/handler.ts';
import getCampaignContract from '../functions/campaigns/get-campaign/contract.ts';
import { handler as getCampaign } from '../functions/campaigns/get-campaign/handler.ts';
import issueContract from '../functions/campaigns/issue-campaign/contract.ts';
import { handler as issueCampaign } from '../functions/campaigns/issue-campaign/handler.ts';
import pauseContract from '../functions/campaigns/pause-campaign/contract.ts';
import { handler as pauseCampaign } from '../functions/campaigns/pause-campaign/handler.ts';
import resumeContract from '../functions/campaigns/resume-campaign/contract.ts';
import { handler as resumeCampaign } from '../functions/campaigns/resume-campaign/handler.ts';
import activateContract from '../functions/certificates/activate-certificate/contract.ts';
import { handler as activateCertificate } from '../functions/certificates/activate-certificate/handler.ts';
import listContract from '../functions/certificates/list-certificates/contract.ts';
import { handler as listCertificates } from '../functions/certificates/list-certificates/handler.ts';
import proveContract from '../functions/certificates/prove-certificate/contract.ts';
import { handler as proveCertificate } from '../functions/certificates/prove-certificate/handler.ts';
import sealContract from '../functions/certificates/seal-certificate/contract.ts';
import { handler as sealCertificate } from '../functions/certificates/seal-certificate/handler.ts';
import showContract from '../functions/certificates/show-certificate/contract.ts';
import { handler as showCertificate } from '../functions/certificates/show-certificate/handler.ts';
import verifyContract from '../functions/certificates/show-verification/contract.ts';
import { handler as showVerification } from '../functions/certificates/show-verification/handler.ts';
import { mailsTo } from './accounts.ts';
import { add, newCampaign } from './campaigns.ts';
import type { TestTenant } from './tenant.ts';

/** Steps that the tests of issuing share: what people do, and what the cloud does in between. */

const campaignCalls = {
  confirm: [confirmCampaign, confirmContract],
  pause: [pauseCampaign, pauseContract],
  resume: [resumeCampaign, resumeContract],
  cancel: [cancelCampaign, cancelContract],
} as const;

export const tell = (t: TestTenant, campaignId: string, what: keyof typeof campaignCalls) =>
  t.call(campaignCalls[what][0], campaignCalls[what][1], { params: { campaignId } });

export const readCampaign = async (t: TestTenant, campaignId: string) =>
  (await t.call(getCampaign, getCampaignContract, { params: { campaignId } })).body;

export const step = async (t: TestTenant) => {
  for (const data of await t.queued('issue-campaign')) await t.receive(issueCampaign, issueContract, data);
};

/** Seals and proves whatever waits for it. */
export async function sealAll(t: TestTenant): Promise<void> {
  for (const data of await t.queued('seal-certificate'))
    await t.receive(sealCertificate, sealContract, data, { times: 2 });
  for (const data of await t.queued('prove-certificate')) await t.receive(proveCertificate, proveContract, data);
}

/** A campaign confirmed, and all that follows from it. */
export async function issued(t: TestTenant, campaignId: string): Promise<void> {
  await tell(t, campaignId, 'confirm');
  for (let turn = 0; turn < 500; turn++) {
    await step(t);
    const { status } = await readCampaign(t, campaignId);
    if (status !== 'checking' && status !== 'issuing') break;
  }
  await sealAll(t);
}

/** A campaign of one recipient, issued: their certificate. */
export async function certificateFor(t: TestTenant, name: string, template: object = {}) {
  const email = t.email(name);
  const { id } = await newCampaign(t, template);
  await add(t, id, [{ email, values: { prenom: 'Zoé', nom: 'Lefèvre' } }]);
  await issued(t, id);
  const [certificate] = await certificatesOf(t, id);
  return { email, campaignId: id, certificate };
}

export const certificatesOf = async (t: TestTenant, campaignId: string) =>
  (await t.call(listCertificates, listContract, { query: { campaignId } })).body.items;

/** The token of the link in the newest mail to an address. */
export async function tokenTo(t: TestTenant, address: string): Promise<string> {
  const [newest] = await mailsTo(t, address);
  const token = /\/certificates\/([\w-]{43})/.exec(newest?.text ?? '')?.[1];
  if (!token) throw new Error(`no certificate came to ${address}`);
  return token;
}

export const shown = async (t: TestTenant, token: string, method = 'text/html') =>
  (await t.submit(showCertificate, showContract, { params: { token }, accept: method })).body as string;

export const activate = (t: TestTenant, token: string) =>
  t.submit(activateCertificate, activateContract, { params: { token }, form: {} });

/** What anybody is told of a certificate. */
export const verify = async (t: TestTenant, certificateId: string, clock = () => new Date()) =>
  (await t.submit(showVerification, verifyContract, { params: { certificateId }, accept: 'application/json', clock }))
    .body;
