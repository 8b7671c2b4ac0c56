import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { newId } from '../../server/kernel/ids.ts';
import { importReadings } from '../../server/metering/import-readings.ts';
import { httpJsonSource } from '../../server/metering/sources/http-json.ts';
import { pullSource } from '../../server/metering/sources/pull.ts';
import { saveSource } from '../../server/metering/sources/settings.ts';
import { type Fixture, fixture } from '../support/fixture.ts';

/** A service with numbered rows, three a page, that breaks when it is told to. */
class Service {
  rows: unknown[] = [];
  asked: string[] = [];
  broken = false;
  readonly #server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://x');
    this.asked.push(`${url.search} ${request.headers.authorization ?? ''}`.trim());
    if (this.broken) {
      response.writeHead(503).end('later');
      return;
    }
    const from = Number(url.searchParams.get('since') ?? '0');
    const items = this.rows.slice(from, from + 3);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ data: { items }, meta: { next: from + items.length } }));
  });

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/usage`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}

describe('Readings and usage from elsewhere', () => {
  let f: Fixture;
  let folder: string;
  const service = new Service();
  let url: string;

  before(async () => {
    url = await service.listen();
  });
  after(() => service.close());
  beforeEach(async () => {
    f = await fixture('2026-12-05');
    await f.premise('R-1');
    for (const meter of ['M-1', 'M-2']) await f.meter(meter, 'R-1', { digits: 5 });
    folder = mkdtempSync(join(tmpdir(), 'suanpan-source-'));
    Object.assign(service, { rows: [], asked: [], broken: false });
  });
  afterEach(async () => {
    rmSync(folder, { recursive: true, force: true });
    await f.close();
  });

  const importing = (content: string | Buffer, key = newId()) =>
    importReadings(f.books, { key, fileName: 'r.csv', content: Buffer.from(content).toString('base64') });
  const stored = () =>
    f.query<{ code: string; on: string; value: string; flag: string | null }>(
      `select m.code, r.read_on as on, trim_scale(r.value)::text as value, r.flag
       from meter_reading r join meter m on m.tenant_id = r.tenant_id and m.id = r.meter_id order by 1, 2`,
    );
  const rejections = async () =>
    (
      await f.query<{ place: string; code: string }>('select place, code from source_rejection order by place, code')
    ).map(({ place, code }) => `${place}: ${code}`);

  describe('A file of readings', () => {
    it('goes in with Chinese headings in GB18030, bad rows told by their line, and adds nothing the second time', async () => {
      const text = [
        '表计编码,抄表日期,读数,备注',
        'M-1,2026/10/1,100,门厅',
        'M-1,2026-11-01,120.5,',
        'M-9,2026-11-01,1,',
        'M-2,2026-13-01,1,',
        'M-2,2026-12-06,1,',
        'M-2,2026-11-01,viele,',
        'M-2,2026-11-01,100000,',
        'M-1,2026-12-01,110,',
        'M-1,2026-11-01,121,',
        '',
        ',2026-11-01,1,',
      ].join('\r\n');
      const file = iconv.encode(text, 'gb18030');
      const { refused, ...counts } = await importing(file);
      assert.deepEqual(counts, { applied: 3, unchanged: 0, flagged: 1 });
      assert.deepEqual(
        refused.map(({ line, error }) => `${line} ${error.field}: ${error.code}`),
        [
          '4 meter: value.unknown_code',
          '5 readOn: value.not_a_date',
          '6 readOn: metering.reading_in_future',
          '7 value: value.not_a_number',
          '8 value: metering.reading_too_long',
          '10 readOn: metering.duplicate_day',
          '12 meter: value.required',
        ],
      );
      assert.deepEqual(await stored(), [
        { code: 'M-1', on: '2026-10-01', value: '100', flag: null },
        { code: 'M-1', on: '2026-11-01', value: '120.5', flag: null },
        { code: 'M-1', on: '2026-12-01', value: '110', flag: 'LOWER' },
      ]);
      const again = await importing(file);
      assert.deepEqual([again.applied, again.unchanged], [0, 3]);
    });

    it('may be separated by semicolons or tabs', async () => {
      assert.equal((await importing('meter;date;value\nM-1;2026-10-01;1')).applied, 1);
      assert.equal((await importing('Meter\tDate\tReading\nM-2\t2026-10-01\t1')).applied, 1);
    });

    it('is refused as a whole where it is no table', async () => {
      for (const [content, code] of [
        ['', 'metering.file_empty_file'],
        ['meter,when,value\nM-1,2026-10-01,1', 'metering.file_columns'],
        [Buffer.from('504b030414000000', 'hex'), 'metering.file_is_workbook'],
        [Buffer.from([0x80, 0x00, 0x01, 0x00, 0x00, 0x02]), 'metering.file_not_text'],
      ] as const) {
        await assert.rejects(importing(content), { code }, code);
      }
    });
  });

  describe('A service that answers JSON', () => {
    const make = (settings: object = {}, target: 'READINGS' | 'USAGE' = 'READINGS') =>
      saveSource(f.books, {
        key: newId(),
        code: 'iot',
        kind: 'HTTP_JSON',
        target,
        settings: {
          url,
          rows: 'data.items',
          next: 'meta.next',
          map: { meter: 'device.serial', readOn: 'day', value: 'shows' },
          ...settings,
        },
      });
    const row = (serial: string, day: string, shows: unknown) => ({ device: { serial }, day, shows });

    it('is read page by page from where the last pull ended, and its bad rows are set aside with their reason', async () => {
      await make();
      service.rows = [
        row('M-1', '2026-09-01', 10),
        row('M-1', '2026-10-01', '12.5'),
        row('M-9', '2026-10-01', 1),
        row('M-2', '2026-10-01', 7),
        { nothing: true },
      ];
      assert.deepEqual(await pullSource(f.books, 'iot'), {
        source: 'iot',
        rows: 5,
        applied: 3,
        unchanged: 0,
        rejected: 2,
        cursor: '5',
      });
      assert.deepEqual(await rejections(), [
        'after 3, row 2: value.not_a_date',
        'after the beginning, row 3: value.unknown_code',
      ]);
      service.rows.push(row('M-2', '2026-11-01', 9));
      service.asked = [];
      const next = await pullSource(f.books, 'iot');
      assert.deepEqual([next.rows, next.applied, next.cursor], [1, 1, '6']);
      assert.deepEqual(service.asked, ['?since=5', '?since=6']);
    });

    it('keeps what came before it broke, and goes on there', async () => {
      await make();
      service.rows = [1, 2, 3, 4].map((month) => row('M-1', `2026-0${month}-01`, month));
      const pages = httpJsonSource({ url, rows: 'data.items', next: 'meta.next' }).pull('');
      let seen = 0;
      for await (const { rows } of pages) {
        seen += rows.length;
        service.broken = seen === 3;
        if (service.broken) break;
      }
      await assert.rejects(pullSource(f.books, 'iot'), { code: 'source.unreachable', message: /answered 503/ });
      service.broken = false;
      assert.equal((await pullSource(f.books, 'iot')).applied, 4);
    });

    it('takes the token from the environment, never from the settings', async () => {
      const [first] = [
        httpJsonSource({ url, rows: 'data.items', next: 'meta.next', tokenVariable: 'T' }, { T: 'secret' }),
      ];
      for await (const _ of first.pull('')) break;
      assert.deepEqual(service.asked, ['Bearer secret']);
      await assert.rejects(make({ token: 'secret' }), { code: 'source.settings' });
      await assert.rejects(make({ url: 'https://me:secret@example.com/' }), { code: 'source.settings' });
      await assert.rejects(make({ url: 'file:///etc/passwd' }), { code: 'source.settings' });
      await make({ tokenVariable: 'SUANPAN_NO_SUCH_VARIABLE' });
      await assert.rejects(pullSource(f.books, 'iot'), { code: 'source.token_missing' });
      await assert.rejects(pullSource(f.books, 'other'), { code: 'source.unknown' });
    });

    it('may hold usage events, which count once', async () => {
      await f.customer('C-1');
      await f.feeItem('API');
      await f.insert('usage_metric', [
        {
          id: newId(),
          code: 'CALLS',
          name: 'Calls',
          aggregation: 'SUM',
          archived: false,
          version: 1,
          note: '',
          property: '',
          unit: '',
        },
      ]);
      const [metric] = await f.query<{ id: string }>('select id from usage_metric');
      await f.binding('B-1', 'C-1', 'API', { quantity_source: 'USAGE', metric_id: metric?.id, quantity: null });
      await make({ map: { id: 'id', binding: 'account', at: 'time', quantity: 'n' } }, 'USAGE');
      const event = { id: 'e1', account: 'B-1', time: '2026-10-05T00:00:00Z', n: 5 };
      service.rows = [event, event, { ...event, id: 'e2', account: 'B-9' }, { ...event, id: 'e3' }];
      const { applied, unchanged, rejected } = await pullSource(f.books, 'iot');
      assert.deepEqual([applied, unchanged, rejected], [2, 1, 1]);
      assert.deepEqual(await rejections(), ['after the beginning, row 3: metering.unknown_binding']);
    });
  });

  it('A folder of files is read in the order of their names, each once, and a bad row names its file and line', async () => {
    await saveSource(f.books, {
      key: newId(),
      code: 'drop',
      kind: 'CSV_FOLDER',
      target: 'READINGS',
      settings: { folder, map: { meter: '表号', readOn: '日期', value: '示数' } },
    });
    writeFileSync(join(folder, '2026-10.csv'), '表号,日期,示数\nM-1,2026-10-01,1\nM-7,2026-10-01,1\n');
    writeFileSync(join(folder, 'notes.pdf'), 'no');
    const first = await pullSource(f.books, 'drop');
    assert.deepEqual([first.applied, first.rejected, first.cursor], [1, 1, '2026-10.csv']);
    writeFileSync(join(folder, '2026-11.csv'), '表号,日期,示数\nM-1,2026-11-01,2\n');
    const [one, other] = await Promise.all([pullSource(f.books, 'drop'), pullSource(f.books, 'drop')]);
    assert.equal(one.applied + other.applied, 1, 'two pulls at once keep a page once');
    assert.equal((await pullSource(f.books, 'drop')).rows, 0);
    assert.deepEqual(await rejections(), ['2026-10.csv, line 3: value.unknown_code']);
    rmSync(folder, { recursive: true });
    await assert.rejects(pullSource(f.books, 'drop'), { code: 'source.unreachable' });
  });
});
