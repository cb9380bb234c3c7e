import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { config } from './config.ts';

let client: SNSClient | undefined;
// One try: a person who waits for a code can ask for another, but should not receive the same twice.
const sns = () => (client ??= new SNSClient({ maxAttempts: 1 }));

/** Sends a text message to a phone in E.164; the carrier's message id. */
export async function sendSms(phone: string, text: string): Promise<string> {
  const { MessageId } = await sns().send(
    new PublishCommand({
      PhoneNumber: phone,
      Message: text,
      MessageAttributes: {
        'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' },
        'AWS.SNS.SMS.SenderID': { DataType: 'String', StringValue: config.smsSenderName() },
      },
    }),
  );
  if (!MessageId) throw new Error('SNS gave no message id');
  return MessageId;
}
