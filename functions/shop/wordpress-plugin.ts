import { zipSync } from 'fflate';

/** Moves with every change of the plugin: WordPress offers an update by it. */
const VERSION = '1.0.0';

/** Of the entries of the archive: the same installation gives the same bytes. */
const MADE_AT = new Date('2026-11-28T00:00:00Z');

/**
 * The plugin by which a WordPress site shows sales: a ZIP as WordPress takes it (Extensions, Ajouter, Téléverser). It frames
 * pages of this installation and of no other address, whoever writes the shortcode.
 * @param origin where the pages of sales are: `https://guichet.example`
 */
export const wordpressPlugin = (origin: string): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries({
        'guichet/guichet.php': php(origin),
        'guichet/block.json': `${JSON.stringify(BLOCK, null, 2)}\n`,
        'guichet/block.js': BLOCK_SCRIPT,
        'guichet/readme.txt': readMe(origin),
      }).map(([name, text]) => [name, [new TextEncoder().encode(text), { mtime: MADE_AT }]]),
    ),
  );

/** A text as PHP holds it between single quotes. */
const inPhp = (text: string) => text.replace(/[\\']/g, '\\$&');

const php = (origin: string) => `<?php
/**
 * Plugin Name: Guichet
 * Description: Montre une vente de Guichet dans une page : [guichet url="…"], ou le bloc « Vente Guichet ».
 * Version: ${VERSION}
 * Requires at least: 6.0
 * Requires PHP: 7.4
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

define( 'GUICHET_SHOP', '${inPhp(origin)}/shop/' );

/**
 * The frame that shows a sale. Another address than Guichet's is never framed: who may edit the page is told, visitors see nothing.
 *
 * @param array|string $attributes url, title, height (pixels).
 * @return string HTML
 */
function guichet_sale( $attributes ) {
	$given = shortcode_atts( array( 'url' => '', 'title' => '', 'height' => '900' ), $attributes, 'guichet' );
	$url   = trim( $given['url'] );
	if ( strpos( $url, GUICHET_SHOP ) !== 0 ) {
		return current_user_can( 'edit_posts' )
			? '<p>' . esc_html( 'Guichet : recopiez l’adresse de la vente, qui commence par ' . GUICHET_SHOP ) . '</p>'
			: '';
	}
	$title = '' !== $given['title'] ? $given['title'] : basename( strtok( $url, '?#' ) );
	return sprintf(
		'<iframe src="%s" title="%s" width="100%%" height="%d" loading="lazy" style="border:0"></iframe>',
		esc_url( strtok( $url, '?#' ) . '?embed=1' ),
		esc_attr( $title ),
		max( 200, min( 5000, (int) $given['height'] ) )
	);
}
add_shortcode( 'guichet', 'guichet_sale' );

function guichet_register_block() {
	register_block_type( __DIR__, array( 'render_callback' => 'guichet_sale' ) );
}
add_action( 'init', 'guichet_register_block' );
`;

const BLOCK = {
  $schema: 'https://schemas.wp.org/trunk/block.json',
  apiVersion: 3,
  name: 'guichet/sale',
  title: 'Vente Guichet',
  category: 'embed',
  icon: 'cart',
  description: 'Montre une vente de Guichet.',
  attributes: {
    url: { type: 'string', default: '' },
    title: { type: 'string', default: '' },
    height: { type: 'string', default: '900' },
  },
  editorScript: 'file:./block.js',
};

const BLOCK_SCRIPT = `( function ( blocks, element, components, blockEditor ) {
	var el = element.createElement;
	var field = function ( props, name, label ) {
		return el( components.TextControl, {
			key: name,
			label: label,
			value: props.attributes[ name ],
			onChange: function ( value ) {
				var change = {};
				change[ name ] = value;
				props.setAttributes( change );
			},
		} );
	};
	blocks.registerBlockType( 'guichet/sale', {
		edit: function ( props ) {
			return el(
				'div',
				blockEditor.useBlockProps(),
				field( props, 'url', 'Adresse de la vente' ),
				field( props, 'title', 'Titre, pour qui ne voit pas le cadre' ),
				field( props, 'height', 'Hauteur, en pixels' )
			);
		},
		save: function () {
			return null;
		},
	} );
} )( window.wp.blocks, window.wp.element, window.wp.components, window.wp.blockEditor );
`;

const readMe = (origin: string) => `=== Guichet ===
Requires at least: 6.0
Requires PHP: 7.4
Stable tag: ${VERSION}

Montre vos ventes de ${origin} dans vos pages.

== Installation ==

1. Extensions, Ajouter, Téléverser une extension : choisissez ce fichier ZIP, puis activez l’extension.
2. Dans une page, écrivez le code court de votre action de vente :
   [guichet url="${origin}/shop/VOTRE-NOM/VOTRE-PAGE"]
   ou ajoutez le bloc « Vente Guichet » et recopiez-y l’adresse de la vente.
3. Facultatif : title="…" dit le titre du cadre, height="1200" sa hauteur en pixels.

L’acheteur donne son adresse dans le cadre ; la suite se passe sur ${origin}.
`;
