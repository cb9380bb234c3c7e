import { verifyUrl } from '../verify-url.ts';

/** A badge as the pictures that carry it: wallets take them as they take the badge itself. */
export const BADGE_PICTURES = ['badge.png', 'badge.svg'] as const;
export type BadgePicture = (typeof BADGE_PICTURES)[number];

/** Where the badge of a certificate is: its name, too. */
export const badgeUrl = (certificate: { id: string }): string => `${verifyUrl(certificate)}/badge`;

/** The same for the API. */
export const badgeUrlsOf = (certificate: { id: string }) => ({
  credential: badgeUrl(certificate),
  png: badgePictureUrl(certificate, 'badge.png'),
  svg: badgePictureUrl(certificate, 'badge.svg'),
});

export const badgePictureUrl = (certificate: { id: string }, picture: BadgePicture): string =>
  `${badgeUrl(certificate)}/${picture}`;
