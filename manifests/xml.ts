import { SHORTCUT_FILES } from '../addin/commands/shortcuts.ts';
import { METADATA_FILES } from '../addin/functions/metadata.ts';
import { PRODUCT_SIZES, VERB_SIZES } from './icons/draw.ts';
import { type Button, type Group, type ManifestSource, type Menu, REQUIREMENTS, type Text } from './source.ts';

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
    el('DefaultSettings', {}, el('SourceLocation', { DefaultValue: `${source.address}/${source.page}` })),
    el('Permissions', {}, 'ReadWriteDocument'),
    overrides(source),
    ...(source.shortcuts ? [shortcuts(source)] : []),
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${print(root, '')}`;
}

/** Office fetches the keys and their words by itself; hosts that know no shortcuts of add-ins pass over this. */
function shortcuts({ address }: ManifestSource): Node {
  return el('ExtendedOverrides', {
    Url: `${address}/${SHORTCUT_FILES.keys}`,
    ResourcesUrl: `${address}/${SHORTCUT_FILES.words}`,
  });
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
    ...(source.cells ? [cellMenu(source.cells)] : []),
  );
  const host = el(
    'Host',
    { 'xsi:type': 'Workbook' },
    el('Runtimes', {}, el('Runtime', { resid: PANE, lifetime: 'long' })),
    ...(source.namespace === null ? [] : [el('AllFormFactors', {}, worksheetFunctions())]),
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
  return el('CustomTab', { id: 'Suanpan.Tab' }, ...source.groups.map(group), el('Label', { resid: 'Tab.Label' }));
}

function group({ id, controls }: Group): Node {
  return el(
    'Group',
    { id: `Suanpan.${id}` },
    el('Label', { resid: `${id}.Group` }),
    icons('suanpan'),
    ...controls.map(control),
  );
}

/** Office takes one control into a cell's menu; as a menu it shows its items beside it. */
function cellMenu(menu: Menu): Node {
  const extension = { 'xsi:type': 'ContextMenu' };
  return el('ExtensionPoint', extension, el('OfficeMenu', { id: 'ContextMenuCell' }, control(menu)));
}

function control(shown: Button | Menu): Node {
  const isMenu = 'items' in shown;
  return el(
    'Control',
    { 'xsi:type': isMenu ? 'Menu' : 'Button', id: `Suanpan.${shown.id}` },
    ...face(shown),
    isMenu ? el('Items', {}, ...shown.items.map(item)) : action(shown),
  );
}

function item(shown: Button): Node {
  return el('Item', { id: `Suanpan.${shown.id}` }, ...face(shown), action(shown));
}

function face({ id, icon }: Button | Menu): Node[] {
  return [
    el('Label', { resid: `${id}.Label` }),
    el('Supertip', {}, el('Title', { resid: `${id}.Label` }), el('Description', { resid: `${id}.Tip` })),
    icons(icon),
  ];
}

/** A command runs in the pane's runtime, which opens the pane; without one the pane is only shown, whatever its page does. */
function action(shown: Button): Node {
  if (shown.action !== null) {
    return el('Action', { 'xsi:type': 'ExecuteFunction' }, el('FunctionName', {}, shown.action));
  }
  return el(
    'Action',
    { 'xsi:type': 'ShowTaskpane' },
    el('TaskpaneId', {}, 'Suanpan.Pane'),
    el('SourceLocation', { resid: PANE }),
  );
}

/** Everything that has a label, a tip and a picture. */
function shownIn({ groups, cells }: ManifestSource): (Button | Menu)[] {
  return [...groups.flatMap(({ controls }) => controls), ...(cells ? [cells] : [])].flatMap((one) =>
    'items' in one ? [one, ...one.items] : [one],
  );
}

/** Names of the pictures, each once. */
function picturesOf(source: ManifestSource): string[] {
  return [...new Set(['suanpan', ...shownIn(source).map(({ icon }) => icon)])];
}

function icons(picture: string): Node {
  const images = VERB_SIZES.map((size) => el('bt:Image', { size: `${size}`, resid: `${picture}.${size}` }));
  return el('Icon', {}, ...images);
}

function resources(source: ManifestSource): Node {
  const { address, groups, namespace } = source;
  const shown = shownIn(source);
  const images = picturesOf(source).flatMap((picture) =>
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
      el('bt:Url', { id: PANE, DefaultValue: `${address}/${source.page}` }),
      el('bt:Url', { id: 'Help.Url', DefaultValue: `${address}/` }),
      ...(namespace === null ? [] : functionFiles(address)),
    ),
    el(
      'bt:ShortStrings',
      {},
      text('Tab.Label', source.tab),
      ...groups.map(({ id, label }) => text(`${id}.Group`, label)),
      text('Welcome.Title', source.welcome.title),
      ...(namespace === null ? [] : [el('bt:String', { id: 'Functions.Namespace', DefaultValue: namespace })]),
      ...shown.map(({ id, label }) => text(`${id}.Label`, label)),
    ),
    el(
      'bt:LongStrings',
      {},
      text('Welcome.Text', source.welcome.text),
      ...shown.map(({ id, tip }) => text(`${id}.Tip`, tip)),
    ),
  );
}

function functionFiles(address: string): Node[] {
  return [
    el('bt:Url', { id: 'Functions.Script', DefaultValue: `${address}/functions.js` }),
    el(
      'bt:Url',
      { id: 'Functions.Metadata', DefaultValue: `${address}/${METADATA_FILES.en}` },
      el('bt:Override', { Locale: ZH, Value: `${address}/${METADATA_FILES.zh}` }),
    ),
  ];
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
  const ofVerbs = picturesOf(source).flatMap((name) =>
    VERB_SIZES.map((size) => ({ file: `${name}-${size}.png`, size })),
  );
  return [...PRODUCT_SIZES.map((size) => ({ file: `suanpan-${size}.png`, size })), ...ofVerbs];
}
