import { METADATA_FILES } from '../addin/functions/metadata.ts';
import { PRODUCT_SIZES, VERB_SIZES } from './icons/draw.ts';
import { type Button, type ManifestSource, REQUIREMENTS, type Text } from './source.ts';

/** An element: name, attributes, children. Text is an attribute in manifests, save for a few leaves. */
type Node = string | { name: string; attributes: Record<string, string>; children: readonly Node[] };

const NAMESPACES = {
  xmlns: 'http://schemas.microsoft.com/office/appforoffice/1.1',
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
  'xmlns:bt': 'http://schemas.microsoft.com/office/officeappbasictypes/1.0',
};
const OVERRIDES = 'http://schemas.microsoft.com/office/taskpaneappversionoverrides';
const ZH = 'zh-CN';
const PANE = 'Pane.Url';

function el(name: string, attributes: Record<string, string> = {}, ...children: readonly Node[]): Node {
  return { name, attributes, children };
}

/**
 * The add-in only manifest. The order of elements is that of Microsoft's schema; Office refuses a manifest in any other.
 *
 * @returns the XML, with a line break at the end
 */
export function manifestXml(source: ManifestSource): string {
  const icon = (size: number): string => `${source.address}/assets/suanpan-${size}.png`;
  const root = el(
    'OfficeApp',
    { ...NAMESPACES, 'xsi:type': 'TaskPaneApp' },
    el('Id', {}, source.id),
    el('Version', {}, source.version),
    el('ProviderName', {}, source.provider),
    el('DefaultLocale', {}, 'en-US'),
    el('DisplayName', { DefaultValue: source.name.en }, chinese('Override', source.name)),
    el('Description', { DefaultValue: source.description.en }, chinese('Override', source.description)),
    el('IconUrl', { DefaultValue: icon(32) }),
    el('HighResolutionIconUrl', { DefaultValue: icon(64) }),
    el('SupportUrl', { DefaultValue: `${source.address}/` }),
    el('AppDomains', {}, el('AppDomain', {}, new URL(source.address).origin)),
    el('Hosts', {}, el('Host', { Name: 'Workbook' })),
    requirements('', 'Requirements'),
    el('DefaultSettings', {}, el('SourceLocation', { DefaultValue: `${source.address}/taskpane.html` })),
    el('Permissions', {}, 'ReadWriteDocument'),
    overrides(source),
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${print(root, '')}`;
}

function requirements(prefix: string, name: string): Node {
  const sets = REQUIREMENTS.map((set) => el(`${prefix}Set`, { Name: set.name, MinVersion: set.version }));
  return el(name, {}, el(`${prefix}Sets`, { DefaultMinVersion: '1.1' }, ...sets));
}

function overrides(source: ManifestSource): Node {
  const desktop = el(
    'DesktopFormFactor',
    {},
    el(
      'GetStarted',
      {},
      el('Title', { resid: 'Welcome.Title' }),
      el('Description', { resid: 'Welcome.Text' }),
      el('LearnMoreUrl', { resid: 'Help.Url' }),
    ),
    el('FunctionFile', { resid: PANE }),
    el('ExtensionPoint', { 'xsi:type': 'PrimaryCommandSurface' }, tab(source)),
  );
  const host = el(
    'Host',
    { 'xsi:type': 'Workbook' },
    el('Runtimes', {}, el('Runtime', { resid: PANE, lifetime: 'long' })),
    el('AllFormFactors', {}, worksheetFunctions()),
    desktop,
  );
  return el(
    'VersionOverrides',
    { xmlns: OVERRIDES, 'xsi:type': 'VersionOverridesV1_0' },
    requirements('bt:', 'Requirements'),
    el('Hosts', {}, host),
    resources(source),
  );
}

/** Functions run in the pane's page. The schema asks for a script too, which only a runtime of functions alone would load. */
function worksheetFunctions(): Node {
  return el(
    'ExtensionPoint',
    { 'xsi:type': 'CustomFunctions' },
    el('Script', {}, el('SourceLocation', { resid: 'Functions.Script' })),
    el('Page', {}, el('SourceLocation', { resid: PANE })),
    el('Metadata', {}, el('SourceLocation', { resid: 'Functions.Metadata' })),
    el('Namespace', { resid: 'Functions.Namespace' }),
  );
}

function tab(source: ManifestSource): Node {
  const group = el(
    'Group',
    { id: 'Suanpan.Group' },
    el('Label', { resid: 'Group.Label' }),
    icons('suanpan'),
    ...source.buttons.map(button),
  );
  return el('CustomTab', { id: 'Suanpan.Tab' }, group, el('Label', { resid: 'Tab.Label' }));
}

function button({ id, icon }: Button): Node {
  return el(
    'Control',
    { 'xsi:type': 'Button', id: `Suanpan.${id}` },
    el('Label', { resid: `${id}.Label` }),
    el('Supertip', {}, el('Title', { resid: `${id}.Label` }), el('Description', { resid: `${id}.Tip` })),
    icons(icon),
    el(
      'Action',
      { 'xsi:type': 'ShowTaskpane' },
      el('TaskpaneId', {}, 'Suanpan.Pane'),
      el('SourceLocation', { resid: PANE }),
    ),
  );
}

function icons(picture: string): Node {
  const images = VERB_SIZES.map((size) => el('bt:Image', { size: `${size}`, resid: `${picture}.${size}` }));
  return el('Icon', {}, ...images);
}

function resources(source: ManifestSource): Node {
  const { address, buttons } = source;
  const pictures = ['suanpan', ...buttons.map(({ icon }) => icon)];
  const images = pictures.flatMap((picture) =>
    VERB_SIZES.map((size) =>
      el('bt:Image', { id: `${picture}.${size}`, DefaultValue: `${address}/assets/${picture}-${size}.png` }),
    ),
  );
  return el(
    'Resources',
    {},
    el('bt:Images', {}, ...images),
    el(
      'bt:Urls',
      {},
      el('bt:Url', { id: PANE, DefaultValue: `${address}/taskpane.html` }),
      el('bt:Url', { id: 'Help.Url', DefaultValue: `${address}/` }),
      el('bt:Url', { id: 'Functions.Script', DefaultValue: `${address}/functions.js` }),
      el(
        'bt:Url',
        { id: 'Functions.Metadata', DefaultValue: `${address}/${METADATA_FILES.en}` },
        el('bt:Override', { Locale: ZH, Value: `${address}/${METADATA_FILES.zh}` }),
      ),
    ),
    el(
      'bt:ShortStrings',
      {},
      text('Tab.Label', source.tab),
      text('Group.Label', source.group),
      text('Welcome.Title', source.welcome.title),
      el('bt:String', { id: 'Functions.Namespace', DefaultValue: source.namespace }),
      ...buttons.map(({ id, label }) => text(`${id}.Label`, label)),
    ),
    el(
      'bt:LongStrings',
      {},
      text('Welcome.Text', source.welcome.text),
      ...buttons.map(({ id, tip }) => text(`${id}.Tip`, tip)),
    ),
  );
}

function text(id: string, value: Text): Node {
  return el('bt:String', { id, DefaultValue: value.en }, chinese('bt:Override', value));
}

function chinese(name: string, value: Text): Node {
  return el(name, { Locale: ZH, Value: value.zh });
}

function print(node: Node, indent: string): string {
  if (typeof node === 'string') return escapeXml(node);
  const attributes = Object.entries(node.attributes).map(([name, value]) => ` ${name}="${escapeXml(value)}"`);
  const open = `${indent}<${node.name}${attributes.join('')}`;
  const [first] = node.children;
  if (first === undefined) return `${open}/>\n`;
  if (typeof first === 'string') return `${open}>${escapeXml(first)}</${node.name}>\n`;
  return `${open}>\n${node.children.map((child) => print(child, `${indent}  `)).join('')}${indent}</${node.name}>\n`;
}

function escapeXml(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** The pictures that the server must have under /assets, with their sizes. */
export function pictureFiles(source: ManifestSource): { file: string; size: number }[] {
  const verbs = source.buttons.flatMap(({ icon }) => VERB_SIZES.map((size) => ({ file: `${icon}-${size}.png`, size })));
  return [...PRODUCT_SIZES.map((size) => ({ file: `suanpan-${size}.png`, size })), ...verbs];
}
