import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { XMLParser } from 'fast-xml-parser';
import { ALL_COMMANDS, actionOf } from '../../addin/commands/commands.ts';
import { SHORTCUT_FILES, shortcutKeys, shortcutWords } from '../../addin/commands/shortcuts.ts';
import { functionsMetadata, METADATA_FILES } from '../../addin/functions/metadata.ts';
import { type Environment, LOCAL_ADDRESS, manifestSource } from '../../manifests/source.ts';
import { manifestXml, pictureFiles } from '../../manifests/xml.ts';

/** An element with its children in the order of the file. */
interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
}

/**
 * The order of children in Microsoft's schema, for the elements that our manifests have: OfficeAppManifestV1.1.xsd and
 * TaskPaneAppVersionOverridesV1_0.xsd; brackets hold the `xsi:type`. `?` may be missing, `*` may come any number of times, `+` at least once.
 */
const ORDER: Record<string, string> = {
  OfficeApp:
    'Id AlternateId? Version ProviderName DefaultLocale DisplayName Description IconUrl? HighResolutionIconUrl? SupportUrl? ' +
    'AppDomains? Hosts Requirements? DefaultSettings Permissions Dictionary? VersionOverrides? ExtendedOverrides?',
  'OfficeApp/Hosts': 'Host+',
  'OfficeApp/Requirements': 'Sets? Methods?',
  DefaultSettings: 'SourceLocation RequestedWidth? RequestedHeight?',
  VersionOverrides: 'Description? Requirements? Hosts Resources',
  'VersionOverrides/Hosts/Host': 'Runtimes? AllFormFactors? DesktopFormFactor? MobileFormFactor?',
  AllFormFactors: 'ExtensionPoint',
  'AllFormFactors/ExtensionPoint': 'Script Page Metadata Namespace',
  DesktopFormFactor: 'GetStarted? FunctionFile ExtensionPoint+',
  GetStarted: 'Title Description LearnMoreUrl',
  CustomTab: 'Group+ Label InsertBefore? InsertAfter?',
  Group: 'OverriddenByRibbonApi? Label Icon Tooltip? Control+',
  // One control, a button or a menu: what Microsoft's reference of OfficeMenu says.
  OfficeMenu: 'Control',
  'Control[Button]': 'Label Tooltip? Supertip Icon Action Enabled? OverriddenByRibbonApi?',
  'Control[Menu]': 'Label Tooltip? Supertip Icon Items',
  Items: 'Item+',
  Item: 'Label Tooltip? Supertip Icon? Action Enabled? OverriddenByRibbonApi?',
  Supertip: 'Title Description',
  'Action[ShowTaskpane]': 'TaskpaneId? SourceLocation Title? SupportsPinning?',
  'Action[ExecuteFunction]': 'FunctionName',
  Icon: 'bt:Image+',
  Resources: 'bt:Images? bt:Urls? bt:ShortStrings? bt:LongStrings?',
};

const ENVIRONMENTS: [Environment, string | undefined][] = [
  ['localhost', undefined],
  ['staging', 'https://staging.example.com/suanpan/'],
  ['production', 'https://suanpan.example.com'],
  ['suite', undefined],
];

const path = (relative: string): string => fileURLToPath(new URL(`../../${relative}`, import.meta.url));

/** As Excel reads it. */
interface Metadata {
  functions: {
    id: string;
    name: string;
    description: string;
    parameters: { name: string; description: string; optional?: boolean }[];
    result: { dimensionality: string };
    options: object;
  }[];
}

/** As Excel reads it. */
interface Shortcuts {
  actions: { id: string; name: string }[];
  shortcuts: { action: string; key: { default: string } }[];
}

type Parsed = { [name: string]: Parsed[] | Record<string, string> | string };

function parse(xml: string): Element {
  const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '' });
  const [root] = elements(parser.parse(xml) as Parsed[]);
  assert.ok(root !== undefined);
  return root;
}

function elements(nodes: Parsed[]): Element[] {
  return nodes.flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ':@') ?? '';
    if (name === '#text' || name.startsWith('?')) return [];
    const inner = node[name] as Parsed[];
    const text = inner.map((child) => (child['#text'] ?? '') as string).join('');
    return [{ name, attributes: (node[':@'] ?? {}) as Record<string, string>, children: elements(inner), text }];
  });
}

/** Every element with the names on the way to it. */
function walk(element: Element, above = ''): { element: Element; place: string }[] {
  const place = `${above}/${element.name}`;
  return [{ element, place }, ...element.children.flatMap((child) => walk(child, place))];
}

function orderOf(place: string, type = ''): string | undefined {
  const found = Object.keys(ORDER)
    .filter((key) => `${place}[${type}]`.endsWith(`/${key}`) || place.endsWith(`/${key}`))
    .toSorted((a, b) => b.length - a.length)[0];
  return found === undefined ? undefined : ORDER[found];
}

for (const [environment, address] of ENVIRONMENTS) {
  describe(`the manifest for ${environment}`, () => {
    const source = manifestSource(environment, address);
    const root = parse(manifestXml(source));
    const all = walk(root);
    const named = (name: string): Element[] =>
      all.filter(({ element }) => element.name === name).map((one) => one.element);

    it('has its elements in the order of the schema', () => {
      let checked = 0;
      for (const { element, place } of all) {
        const order = orderOf(place, element.attributes['xsi:type']);
        if (order === undefined) continue;
        const pattern = order.split(' ').map((one) => one.replace(/^([\w:]+)([?+*]?)$/, '(?:$1 )$2'));
        const children = element.children.map(({ name }) => `${name} `).join('');
        assert.match(children, new RegExp(`^${pattern.join('')}$`), `children of ${place}`);
        checked += 1;
      }
      assert.ok(checked >= 15, `${checked} elements were checked`);
    });

    it('has an id of its own that is a GUID, and a version of four numbers', () => {
      assert.match(source.id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      assert.equal(new Set(ENVIRONMENTS.map(([name, at]) => manifestSource(name, at).id)).size, ENVIRONMENTS.length);
      assert.match(source.version, /^\d+\.\d+\.\d+\.\d+$/);
    });

    it('goes to one server only, over https', () => {
      const urls = all
        .flatMap(({ element }) => [
          element.attributes.DefaultValue ?? '',
          element.attributes.Value ?? '',
          element.attributes.Url ?? '',
          element.attributes.ResourcesUrl ?? '',
          element.name === 'AppDomain' ? element.text : '',
        ])
        .filter((value) => value.includes('://'));
      assert.ok(urls.length > 8);
      const origin = new URL(address ?? LOCAL_ADDRESS).origin;
      for (const url of urls) assert.equal(new URL(url).origin, origin, url);
      assert.ok(urls.every((url) => url.startsWith('https://')));
      assert.ok(urls.some((url) => url.endsWith(`/${source.page}`)));
    });

    it('finds every resource that it names, and names every resource that it has', () => {
      const ids = ['bt:Image', 'bt:Url', 'bt:String'].flatMap((name) =>
        named(name).flatMap((one) => one.attributes.id ?? []),
      );
      const used = all.flatMap(({ element }) => element.attributes.resid ?? []);
      assert.equal(new Set(ids).size, ids.length, 'each id once');
      assert.deepEqual(
        [...new Set(used)].filter((id) => !ids.includes(id)),
        [],
      );
      assert.deepEqual(
        ids.filter((id) => !used.includes(id)),
        [],
      );
      assert.ok(ids.every((id) => id.length <= 32));
    });

    it('runs pane, buttons and functions in one long-lived runtime', () => {
      const [runtime, ...others] = named('Runtime');
      assert.deepEqual([runtime?.attributes.lifetime, others.length], ['long', 0]);
      const resid = runtime?.attributes.resid;
      assert.equal(named('FunctionFile')[0]?.attributes.resid, resid);
      const panes = all.flatMap(({ element, place }) =>
        /\/(Action|Page)\/SourceLocation$/.test(place) ? (element.attributes.resid ?? []) : [],
      );
      assert.equal(panes.length, source.namespace === null ? 1 : 2, 'the pane’s button, and the page of the functions');
      assert.ok(panes.every((pane) => pane === resid));
      assert.equal(new Set(named('TaskpaneId').map(({ text }) => text)).size, 1, 'one pane');
    });

    it('names the worksheet functions’ page, script, metadata in both languages and namespace', function () {
      if (source.namespace === null) this.skip();
      const point = named('AllFormFactors')[0]?.children[0];
      assert.equal(point?.attributes['xsi:type'], 'CustomFunctions');
      const [script, page, metadata, namespace] = point?.children ?? [];
      const resource = (resid: string | undefined) =>
        [...named('bt:Url'), ...named('bt:String')].find((one) => one.attributes.id === resid);
      const of = (one: Element | undefined) => resource(one?.children[0]?.attributes.resid);
      const at = (file: string) => `${source.address}/${file}`;
      assert.equal(of(script)?.attributes.DefaultValue, at('functions.js'));
      assert.equal(of(page)?.attributes.DefaultValue, at('taskpane.html'));
      assert.equal(of(metadata)?.attributes.DefaultValue, at('functions.json'));
      assert.deepEqual(of(metadata)?.children[0]?.attributes, { Locale: 'zh-CN', Value: at('functions-zh.json') });
      const prefix = resource(namespace?.attributes.resid);
      assert.deepEqual(
        [prefix?.attributes.DefaultValue, prefix?.children],
        ['SUANPAN', []],
        'the same in every language',
      );
      for (const file of ['functions.js', 'functions.json', 'functions-zh.json']) {
        assert.ok(existsSync(path(`addin/public/${file}`)), file);
      }
    });

    it('asks for the shared runtime and the Excel that the workbook adapter needs', () => {
      const sets = named('Set').map(({ attributes }) => [attributes.Name, attributes.MinVersion]);
      assert.deepEqual(sets, [
        ['SharedRuntime', '1.1'],
        ['ExcelApi', '1.14'],
      ]);
    });

    it('gives every control and item an id of its own, and a group no more than six controls', () => {
      const ids = ['CustomTab', 'Group', 'Control', 'Item'].flatMap((name) =>
        named(name).map((one) => one.attributes.id),
      );
      assert.equal(new Set(ids).size, ids.length);
      assert.ok(ids.every((id) => /^[A-Za-z0-9._]{1,64}$/.test(id ?? '')));
      for (const group of named('Group')) {
        const controls = group.children.filter(({ name }) => name === 'Control');
        assert.ok(controls.length >= 1 && controls.length <= 6, group.attributes.id);
      }
    });

    it('says everything in Chinese too, within the lengths that Office allows', () => {
      const limits: Record<string, number> = {
        DisplayName: 125,
        Description: 250,
        ShortStrings: 125,
        LongStrings: 250,
      };
      const texts = all.filter(
        ({ element, place }) =>
          (element.name === 'bt:String' && element.attributes.id !== 'Functions.Namespace') ||
          /^\/OfficeApp\/(DisplayName|Description)$/.test(place),
      );
      assert.equal(texts.length, 2 + named('bt:String').length - (source.namespace === null ? 0 : 1));
      for (const { element, place } of texts) {
        const [chinese] = element.children;
        assert.equal(chinese?.attributes.Locale, 'zh-CN', place);
        assert.match(chinese?.attributes.Value ?? '', /\p{Script=Han}/u);
        const limit = Object.entries(limits).find(([name]) => place.includes(name))?.[1] ?? 0;
        const values = [element.attributes.DefaultValue ?? '', chinese?.attributes.Value ?? ''];
        for (const value of values) assert.ok(value.length > 0 && value.length <= limit, value);
      }
    });

    it('shows pictures that are there, in the sizes that it says', () => {
      const images = named('bt:Image').filter((one) => one.attributes.DefaultValue !== undefined);
      const said = new Map(
        named('Icon').flatMap((icon) =>
          icon.children.map(({ attributes }) => [attributes.resid, Number(attributes.size)]),
        ),
      );
      for (const { attributes } of images) {
        const file = path(`addin/public/assets/${attributes.DefaultValue?.split('/').at(-1)}`);
        const size = said.get(attributes.id);
        assert.deepEqual(pngSize(file), [size, size], file);
      }
      for (const icon of named('Icon')) {
        assert.deepEqual(
          icon.children.map(({ attributes }) => attributes.size),
          ['16', '32', '80'],
        );
      }
      assert.ok(pictureFiles(source).length >= 8);
      for (const { file, size } of pictureFiles(source)) {
        assert.deepEqual(pngSize(path(`addin/public/assets/${file}`)), [size, size]);
      }
    });
  });
}

describe('manifests', () => {
  it('for this machine are committed as the source gives them', () => {
    for (const environment of ['localhost', 'suite'] as const) {
      const committed = readFileSync(path(`manifests/suanpan.${environment}.xml`), 'utf8');
      assert.equal(committed, manifestXml(manifestSource(environment)), `run: npm run manifest ${environment}`);
    }
  });

  describe('offer on the ribbon', () => {
    const all = walk(parse(manifestXml(manifestSource('localhost'))));
    const inside = (place: RegExp, name: string) =>
      all.filter((one) => one.element.name === name && place.test(one.place)).map(({ element }) => element);
    const functionsOf = (shown: Element[]) =>
      shown.map((one) => one.children.find(({ name }) => name === 'Action')?.children[0]?.text);

    it('the pane, Open with its sheets, and the verbs of the day in three groups', () => {
      assert.deepEqual(
        inside(/\/CustomTab\//, 'Group').map(({ children }) =>
          children.filter(({ name }) => name === 'Control').map(({ attributes }) => attributes.id?.split('.')[1]),
        ),
        [
          ['pane', 'open', 'refresh'],
          ['check', 'publish', 'conflicts'],
          ['runs', 'reconcile', 'reports', 'findCustomer'],
        ],
      );
    });

    it('a command of the pane behind every button, by the id that the pane associates', () => {
      const called = functionsOf([...inside(/\/CustomTab\//, 'Control'), ...inside(/\/CustomTab\//, 'Item')]);
      const known = ALL_COMMANDS.map(actionOf);
      const commands = called.filter((id) => id !== undefined && id !== 'Suanpan.Pane');
      assert.ok(commands.length >= 20);
      assert.deepEqual(
        commands.filter((id) => !known.includes(id ?? '')),
        [],
      );
      const offered = new Set(
        all.filter(({ element }) => element.name === 'FunctionName').map(({ element }) => element.text),
      );
      assert.deepEqual(
        known.filter((id) => !offered.has(id)),
        [],
        'no command is left that nothing offers',
      );
      // What Office may take for the name of a function.
      assert.ok(known.every((id) => /^[A-Za-z][A-Za-z0-9_]{0,63}$/.test(id)));
    });

    it('what is behind a row, in the context menu of cells', () => {
      const [menu, ...others] = inside(/\/OfficeMenu\//, 'Control');
      assert.deepEqual([menu?.attributes['xsi:type'], others], ['Menu', []]);
      const place = all.find(({ element }) => element.name === 'OfficeMenu')?.element;
      assert.equal(place?.attributes.id, 'ContextMenuCell');
      assert.deepEqual(functionsOf(inside(/\/OfficeMenu\//, 'Item')), ['explain', 'entries', 'history', 'customer']);
    });
  });

  it('go with keyboard shortcuts that are committed as the commands give them, each key once', () => {
    const files: [string, string][] = [
      [SHORTCUT_FILES.keys, shortcutKeys()],
      [SHORTCUT_FILES.words, shortcutWords()],
    ];
    for (const [name, text] of files) {
      assert.equal(readFileSync(path(`addin/public/${name}`), 'utf8'), text, 'run: npm run manifest');
    }
    const { actions, shortcuts } = JSON.parse(shortcutKeys()) as Shortcuts;
    const { resources } = JSON.parse(shortcutWords()) as {
      resources: Record<string, Record<string, { value: string }>>;
    };
    const ids = actions.map(({ id }) => id);
    assert.deepEqual(
      shortcuts.map(({ action }) => action),
      ids,
    );
    assert.deepEqual(
      ids.filter((id) => !ALL_COMMANDS.map(actionOf).includes(id)),
      [],
    );
    const keys = shortcuts.map(({ key }) => key.default);
    assert.equal(new Set(keys).size, keys.length);
    assert.ok(keys.every((key) => /^Ctrl\+Alt\+[A-Z]$/.test(key)));
    for (const { name } of actions) {
      const word = /^\$\{resource\.(\w+)\}$/.exec(name)?.[1] ?? '';
      assert.match(resources['default']?.[word]?.value ?? '', /^[A-Z]/);
      assert.match(resources['zh-cn']?.[word]?.value ?? '', /\p{Script=Han}/u);
    }
  });

  it('go with the metadata of the worksheet functions, which is committed as the declarations give it', () => {
    const rows = (['en', 'zh'] as const).map((locale) => {
      const committed = readFileSync(path(`addin/public/${METADATA_FILES[locale]}`), 'utf8');
      assert.equal(committed, functionsMetadata(locale), 'run: npm run manifest');
      return (JSON.parse(committed) as Metadata).functions;
    });
    const [english = [], chinese = []] = rows;
    assert.deepEqual(
      english.map(({ id }) => id),
      ['KPI', 'BILLED', 'COLLECTED', 'BALANCE', 'PRICE', 'EXPLAIN'],
    );
    for (const [i, { id, name, description, parameters, options, result }] of english.entries()) {
      assert.match(id, /^[A-Z][A-Z0-9._]{2,}$/);
      assert.deepEqual([name, options, result.dimensionality], [id, { cancelable: true }, 'scalar']);
      const names = parameters.map((one) => one.name);
      assert.equal(new Set(names).size, names.length, `${id} names each argument once`);
      // Excel fills arguments from the left, so none that is needed may come after one that is not.
      const optional = parameters.map((one) => one.optional === true);
      assert.deepEqual(
        optional,
        optional.toSorted((a, b) => Number(a) - Number(b)),
      );
      const translated = chinese[i];
      assert.deepEqual([translated?.id, translated?.parameters.map((one) => one.name)], [id, names]);
      for (const text of [translated?.description, ...(translated?.parameters.map((one) => one.description) ?? [])]) {
        assert.match(text ?? '', /\p{Script=Han}/u);
      }
      for (const text of [description, ...parameters.map((one) => one.description)])
        assert.match(text, /^[A-Z][^\n]+$/);
    }
  });

  it('refuse an address that Office would refuse, and a missing one', () => {
    assert.throws(() => manifestSource('staging'), /--address/);
    for (const address of ['http://localhost:4000', 'localhost', 'https://a.example/?x=1', 'ftp://a.example']) {
      assert.throws(() => manifestSource('production', address), /https/, address);
    }
  });

  it('keep the sideloading tools out of the product, in a lock file that names no registry', () => {
    const product = JSON.parse(readFileSync(path('package.json'), 'utf8')) as Record<string, Record<string, string>>;
    const names = Object.keys({ ...product.dependencies, ...product.devDependencies });
    assert.deepEqual(
      names.filter((name) => name.startsWith('office-addin-')),
      [],
    );
    const lock = path('manifests/package-lock.json');
    assert.ok(existsSync(lock));
    assert.doesNotMatch(readFileSync(lock, 'utf8'), /"resolved"/);
  });
});

/** Width and height from the header of a PNG. */
function pngSize(file: string): [number, number] {
  const bytes = readFileSync(file);
  assert.equal(bytes.subarray(1, 4).toString('latin1'), 'PNG', file);
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}
