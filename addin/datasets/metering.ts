/** Datasets of metering: devices, what they showed, and what usage events are counted in. */
import { choice, code, date, decimal, int, ref, text, values } from './columns.ts';
import type { Dataset } from './types.ts';

const note = text('note', '备注', 'Note', { width: 28 });
const METER_KINDS = values('WATER 水表 Water', 'ELECTRICITY 电表 Electricity', 'GAS 燃气表 Gas', 'USAGE 用量 Usage');

export const meters: Dataset = {
  name: 'METERS',
  title: { zh: '表计', en: 'Meters' },
  editable: true,
  filters: [],
  columns: [
    code('code', '表计编码', 'Code'),
    ref('premise', '房产', 'Premise', 'PREMISES', { required: true }),
    choice('kind', '类型', 'Kind', METER_KINDS, { required: true }),
    int('digits', '位数', 'Digits'),
    decimal('multiplier', '倍率', 'Multiplier', 4),
    ref('parent', '总表', 'Parent meter', 'METERS'),
    date('installedOn', '安装日期', 'Installed on'),
    date('removedOn', '拆除日期', 'Removed on'),
    note,
  ],
};

export const meterReadings: Dataset = {
  name: 'METER_READINGS',
  title: { zh: '抄表', en: 'Meter readings' },
  editable: true,
  filters: [],
  columns: [
    ref('meter', '表计', 'Meter', 'METERS', { required: true }),
    date('readOn', '抄表日期', 'Read on', { required: true }),
    decimal('value', '读数', 'Value', 4, { required: true }),
    choice('kind', '类型', 'Kind', values('ACTUAL 实抄 Actual', 'ESTIMATED 估抄 Estimated'), { required: true }),
    choice(
      'flag',
      '疑点',
      'Flag',
      values('LOWER 低于上次 Lower than before', 'UNUSUAL 用量异常 Unusual use', 'OUT_OF_ORDER 高于下次 Out of order'),
      { editable: false, width: 18 },
    ),
    text('acceptedReason', '认可原因', 'Accepted because', { width: 24 }),
    note,
  ],
};

export const usageMetrics: Dataset = {
  name: 'USAGE_METRICS',
  title: { zh: '用量指标', en: 'Usage metrics' },
  editable: true,
  filters: [],
  columns: [
    code('code', '指标编码', 'Code'),
    text('name', '名称', 'Name', { required: true, width: 24 }),
    choice(
      'aggregation',
      '汇总方式',
      'Aggregation',
      values(
        'SUM 求和 Sum',
        'COUNT 计次 Count',
        'MAX 最大值 Maximum',
        'LATEST 最新值 Latest',
        'UNIQUE_COUNT 去重计数 Unique count',
        'WEIGHTED_SUM 按时间加权 Weighted by time',
      ),
      { required: true, width: 18 },
    ),
    text('property', '去重属性', 'Property'),
    text('unit', '计量单位', 'Unit', { width: 12 }),
    note,
  ],
};
