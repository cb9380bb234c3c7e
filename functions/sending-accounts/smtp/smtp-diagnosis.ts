import { codeOf, serverWords } from './server-words.ts';
import { SMTP_STAGES, type SmtpStage } from './smtp-account-fields.ts';
import type { Advice } from './smtp-advice.ts';
import { type SmtpPatience, type SmtpRoute, TEST_PATIENCE } from './smtp-connection.ts';
import type { Reply } from './smtp-dialogue.ts';
import { Found, type SessionAccount, SmtpSession } from './smtp-session.ts';

export interface StageReport {
  stage: SmtpStage;
  outcome: 'passed' | 'failed' | 'skipped';
  ms: number;
  /** The server's words, and the code that it or the network gave. */
  reply?: string;
  code?: string;
  advice?: Advice;
}

export interface Diagnosis {
  ok: boolean;
  stages: StageReport[];
  /** The largest message that the server says it takes, in bytes. */
  sizeLimit?: number | undefined;
}

interface Letter {
  to: string;
  /** The whole message, MIME. */
  message: Uint8Array;
}

/** Sends one message as far as it gets, and says of each stage what became of it. Never throws for what a server does. */
export async function diagnose(
  account: SessionAccount,
  password: string,
  { to, message }: Letter,
  { patience, ...route }: SmtpRoute & { patience?: Partial<SmtpPatience> } = {},
): Promise<Diagnosis> {
  const reports = new Reports(password);
  const session = new SmtpSession(account, password, {
    ...{ route, patience: { ...TEST_PATIENCE, ...patience } },
    around: (stage, job) => reports.around(stage, job),
  });
  try {
    await session.open();
    await session.send({
      ...{ from: account.fromAddress, to: [to], size: message.byteLength },
      open: async function* () {
        yield message;
      },
    });
  } catch (error) {
    if (!(error instanceof Found)) throw error;
  } finally {
    session.close();
  }
  return { ...reports.all(), sizeLimit: session.sizeLimit };
}

/** What became of each stage. */
class Reports {
  readonly #password: string;
  readonly #of = new Map<SmtpStage, Omit<StageReport, 'stage'>>();

  constructor(password: string) {
    this.#password = password;
  }

  all(): Pick<Diagnosis, 'ok' | 'stages'> {
    const failed = SMTP_STAGES.findIndex((stage) => this.#of.get(stage)?.outcome === 'failed');
    const stages = SMTP_STAGES.map((stage, i) => {
      const report = failed < 0 || i <= failed ? this.#of.get(stage) : undefined;
      return { stage, ...(report ?? { outcome: 'skipped' as const, ms: 0 }) };
    });
    return { ok: failed < 0, stages };
  }

  /** Times a stage and notes how it went; a stage in two parts is one report. */
  async around<T>(stage: SmtpStage, job: () => Promise<T>): Promise<T> {
    const start = performance.now();
    const before = this.#of.get(stage);
    const note = (report: Omit<StageReport, 'stage' | 'ms'>) =>
      this.#of.set(stage, { ...report, ms: Math.round((before?.ms ?? 0) + performance.now() - start) });
    try {
      const result = await job();
      note({ outcome: 'passed', ...(isReply(result) && this.#quoted(result)) });
      return result;
    } catch (error) {
      if (!(error instanceof Found)) throw error;
      const report = { outcome: 'failed' as const, ...this.#saidOf(error), advice: error.advice };
      // What is wrong may show only at a later stage, or be about an earlier one.
      if (error.stage === stage) note(report);
      else {
        this.#of.set(error.stage, { ...report, ms: this.#of.get(error.stage)?.ms ?? 0 });
        note({ outcome: 'passed' });
      }
      throw error;
    }
  }

  #saidOf({ reply, code, unread }: Found) {
    if (reply) return this.#quoted(reply);
    const words = serverWords({ lines: [...unread] }, this.#password);
    return { ...(words && { reply: words }), ...(code && { code }) };
  }

  #quoted(reply: Reply) {
    const words = serverWords(reply, this.#password);
    return { ...(words && { reply: words }), code: codeOf(reply) };
  }
}

const isReply = (value: unknown): value is Reply => typeof value === 'object' && value !== null && 'lines' in value;
