/** Writes statement files as banks and channels send them: camt.053 for the bank, merchant bills of WeChat Pay and Alipay. */
import iconv from 'iconv-lite';
import { type Decimal as Amount, Decimal, ZERO } from '../kernel/money.ts';

/** One movement to write. */
export interface Movement {
  on: string;
  amount: Amount;
  direction: 'IN' | 'OUT';
  payerName: string;
  payerAccount: string;
  /** What the payer wrote; may name bills. */
  text: string;
  /** Unique number that the bank or channel gives. */
  reference: string;
}

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const two = (amount: Amount) => amount.toFixed(2);
const sum = (movements: readonly Movement[]) =>
  movements.reduce((total, m) => (m.direction === 'IN' ? total.plus(m.amount) : total.minus(m.amount)), ZERO);

/** An ISO 20022 camt.053.001.08 statement that ties. */
export function camt053(
  account: string,
  currency: string,
  opening: Amount,
  id: string,
  on: string,
  movements: readonly Movement[],
): string {
  const balance = (code: string, amount: Amount) =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${two(amount.abs())}</Amt>` +
    `<CdtDbtInd>${amount.isNegative() ? 'DBIT' : 'CRDT'}</CdtDbtInd><Dt><Dt>${on}</Dt></Dt></Bal>`;
  const entries = movements.map((m) => entry(m, currency)).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<GrpHdr><MsgId>${id}</MsgId><CreDtTm>${on}T20:00:00</CreDtTm></GrpHdr>
<Stmt><Id>${id}</Id><CreDtTm>${on}T20:00:00</CreDtTm>
<Acct><Id><Othr><Id>${account}</Id></Othr></Id><Ccy>${currency}</Ccy></Acct>
${balance('OPBD', opening)}
${balance('CLBD', opening.plus(sum(movements)))}
${entries}
</Stmt></BkToCstmrStmt></Document>
`;
}

function entry(m: Movement, currency: string): string {
  const party = m.direction === 'IN' ? 'Dbtr' : 'Cdtr';
  const account = m.payerAccount ? `<${party}Acct><Id><Othr><Id>${m.payerAccount}</Id></Othr></Id></${party}Acct>` : '';
  return `<Ntry><Amt Ccy="${currency}">${two(m.amount)}</Amt><CdtDbtInd>${m.direction === 'IN' ? 'CRDT' : 'DBIT'}</CdtDbtInd>
<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${m.on}</Dt></BookgDt><ValDt><Dt>${m.on}</Dt></ValDt><AcctSvcrRef>${m.reference}</AcctSvcrRef>
<NtryDtls><TxDtls><Refs><AcctSvcrRef>${m.reference}</AcctSvcrRef></Refs><Amt Ccy="${currency}">${two(m.amount)}</Amt><CdtDbtInd>${m.direction === 'IN' ? 'CRDT' : 'DBIT'}</CdtDbtInd>
<RltdPties><${party}><Pty><Nm>${escape(m.payerName)}</Nm></Pty></${party}>${account}</RltdPties><RmtInf><Ustrd>${escape(m.text)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`;
}

const WECHAT_HEADER =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注';
const WECHAT_SUMMARY = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额';

/** The channel keeps 0.60 % of each payment. */
export const channelFee = (amount: Amount) => amount.times('0.006').toDecimalPlaces(2);
const ticked = (cells: readonly string[]) => cells.map((cell) => `\`${cell}`).join(',');

/** A WeChat Pay merchant's trade bill (v3): every value behind a backtick, a summary at the end. */
export function wechatBill(merchant: string, movements: readonly Movement[]): string {
  const rows = movements.map((m, i) => {
    const [amount, kept] = [two(m.amount), `${two(channelFee(m.amount))}000`];
    return ticked([
      `${m.on} ${String(8 + (i % 12)).padStart(2, '0')}:15:${String(i % 60).padStart(2, '0')}`,
      'wx5ua0pan0demo001', merchant, '0', '', m.reference, m.reference.slice(-20), `o${m.reference.slice(-12)}`, 'JSAPI', 'SUCCESS',
      'OTHERS', 'CNY', amount, '0.00', '0', '0', '0.00', '0.00', '', '', m.text.replaceAll(',', ' '), m.payerName, kept, '0.60%', amount, '0.00', '',
    ]); // biome-ignore format: the order of the header
  });
  const total = two(sum(movements));
  const fees = movements.reduce((t, m) => t.plus(channelFee(m.amount)), new Decimal(0));
  const summary = ticked([String(movements.length), total, '0.00', '0.00', `${two(fees)}000`, total, '0.00']);
  return `\uFEFF${[WECHAT_HEADER, ...rows, WECHAT_SUMMARY, summary].join('\r\n')}\r\n`;
}

const ALIPAY_HEADER =
  '支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注';

/** An Alipay merchant's 业务明细 in GB18030: preamble and footer behind `#`, tabs behind values. */
export function alipayBill(merchant: string, from: string, to: string, movements: readonly Movement[]): Buffer {
  const rows = movements.map((m, i) => {
    const at = `${m.on} ${String(9 + (i % 11)).padStart(2, '0')}:30:${String(i % 60).padStart(2, '0')}`;
    const [amount, kept] = [two(m.amount), `-${two(channelFee(m.amount))}`];
    return [
      m.reference, m.reference.slice(-16), '交易', m.text.replaceAll(',', ' '), at, at, '', '', '', '', `*${m.payerName.slice(-1)}(138****0000)`,
      amount, amount, '0.00', '0.00', '0.00', '0.00', '0.00', '', '0.00', '0.00', '', kept, '0.00', m.payerName,
    ].map((cell) => `${cell}\t`).join(','); // biome-ignore format: the order of the header
  });
  const total = two(sum(movements));
  const lines = [
    '#支付宝业务明细查询', `#账号：[${merchant}]`, `#起始日期：[${from} 00:00:00]   终止日期：[${to} 00:00:00]`,
    '#-----------------------------------------业务明细列表----------------------------------------', ALIPAY_HEADER, ...rows,
    '#-----------------------------------------业务明细列表结束------------------------------------',
    `#交易合计：${movements.length}笔，商家实收共${total}元，商家优惠共0.00元`, '#退款合计：0笔，商家实收退款共0.00元，商家优惠退款共0.00元',
    `#导出时间：[${to} 02:00:00]`,
  ]; // biome-ignore format: line by line
  return iconv.encode(`${lines.join('\r\n')}\r\n`, 'gb18030');
}
