import { say, type Text } from '../../shared/text.ts';
import type { DrawingFault } from './drawing/draw-certificate.ts';

const SHOWN = 120;

/** Why a certificate cannot be drawn, for the person who can mend it. */
export const faultText = ({ code, value }: Pick<DrawingFault, 'code' | 'value'>): Text =>
  code === 'letter-unknown'
    ? say(
        `Aucune police ne sait écrire : ${value}. Écrivez cette valeur autrement.`,
        `No font can write: ${value}. Write this value otherwise.`,
      )
    : say(
        `Ce texte ne tient pas dans sa place, même réduit : « ${value.slice(0, SHOWN)} ». Raccourcissez-le, ou agrandissez sa place dans le modèle.`,
        `This text does not fit its place, even smaller: “${value.slice(0, SHOWN)}”. Shorten it, or make its place larger in the template.`,
      );
