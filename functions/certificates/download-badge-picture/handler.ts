import { serve } from '../../../shared/function/page.tsx';
import { notFound } from '../../../shared/problem/problem.ts';
import { badgePicture, SIDE, svgOf } from '../badge/badge-picture.ts';
import { BADGE_PICTURES, type BadgePicture } from '../badge/badge-urls.ts';
import { bakedPng, bakedSvg } from '../badge/bake.ts';
import { findBadge } from '../badge/find-badge.ts';
import type { Filled } from '../badge/outline.ts';
import { pngOf } from '../badge/raster.ts';
import { KEPT } from '../published.ts';
import { issuerOf } from '../template-design.ts';
import contract from './contract.ts';

interface Kind {
  type: string;
  bake(shapes: readonly Filled[], jws: string, title: string): Buffer;
}

const KINDS: Readonly<Record<BadgePicture, Kind>> = {
  'badge.png': { type: 'image/png', bake: (shapes, jws) => bakedPng(pngOf(shapes, SIDE), jws) },
  'badge.svg': {
    type: 'image/svg+xml',
    bake: (shapes, jws, title) => Buffer.from(bakedSvg(svgOf(shapes, title), jws)),
  },
};

export const handler = serve(contract, async ({ params: { certificateId, picture } }) => {
  const wanted = BADGE_PICTURES.find((each) => each === picture);
  if (!wanted) throw notFound();
  const { tenant, certificate, jws } = await findBadge(certificateId);
  const { name: business, colour } = await issuerOf(tenant);
  const { certificate: name } = certificate;
  const { type, bake } = KINDS[wanted];
  return {
    file: {
      type,
      bytes: async () => bake(await badgePicture({ name, business, colour }), jws, `${name} – ${business}`),
      cacheControl: `public, max-age=${KEPT}`,
      isPublic: true,
    },
  };
});
