/**
 * PDF from a description of its content, by pdfmake. Noto Sans SC comes from its npm package and is embedded in part, so
 * that Chinese reads the same everywhere.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import pdfmake from 'pdfmake';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';

const fonts = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'));
const font = (weight: string) => join(fonts, weight, `NotoSansSC_${weight}.ttf`);
const files = { normal: font('400Regular'), bold: font('700Bold') };

pdfmake.setFonts({ NotoSansSC: { ...files, italics: files.normal, bolditalics: files.bold } });
// A document is made of what is passed in: nothing is fetched, and of the disk only the fonts are read.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => Object.values(files).includes(path));

/** What a page consists of. */
export interface PdfContent {
  title: string;
  author: string;
  content: Content[];
  /** Left in the footer; the page number is on the right. */
  footer: string;
  /** Large and pale across the page, such as VOID. */
  watermark?: string;
}

const DEFAULTS = { font: 'NotoSansSC', fontSize: 9, lineHeight: 1.25 };

/** @returns the bytes of an A4 document */
export function makePdf({ title, author, content, footer, watermark }: PdfContent): Promise<Buffer> {
  const definition: TDocumentDefinitions = {
    info: { title, author },
    pageSize: 'A4',
    pageMargins: [42, 42, 42, 54],
    defaultStyle: DEFAULTS,
    content,
    footer: (page, pages) => ({
      columns: [footer, { text: `${page} / ${pages}`, alignment: 'right' }],
      margin: [42, 12],
      color: '#666666',
      fontSize: 8,
    }),
    ...(watermark ? { watermark: { text: watermark, color: '#c00000', opacity: 0.18, bold: true } } : {}),
  };
  return pdfmake.createPdf(definition).getBuffer();
}

/** A column of a table: its heading, its width, and on which side its cells stand. */
export interface PdfColumn {
  heading: string;
  width: string | number;
  figure?: boolean;
}

/** A table whose head is repeated on every page, with thin lines between its rows. */
export function pdfTable(columns: readonly PdfColumn[], rows: readonly (readonly string[])[]): Content {
  const side = (i: number) => (columns[i]?.figure ? 'right' : 'left');
  return {
    table: {
      headerRows: 1,
      widths: columns.map(({ width }) => width),
      body: [
        columns.map(({ heading }, i) => ({ text: heading, bold: true, alignment: side(i), color: '#444444' })),
        ...rows.map((row) => row.map((text, i) => ({ text, alignment: side(i) }) as const)),
      ],
    },
    layout: {
      hLineWidth: (line: number) => (line === 1 ? 0.8 : 0.3),
      vLineWidth: () => 0,
      hLineColor: () => '#999999',
      paddingTop: () => 3,
      paddingBottom: () => 3,
    },
    margin: [0, 8],
  };
}
