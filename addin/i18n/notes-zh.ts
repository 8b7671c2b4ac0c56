import type { notesEn } from './notes-en.ts';

/** What is told of a statement file, in Chinese. */
export const notesZh: Readonly<Record<keyof typeof notesEn, string>> = {
  'notes.balances_differ':
    '期初 {opening} 加发生额 {moved} 应为 {expected}，而期末为 {closing}：{difference} 无法解释。',
  'notes.summary_figure_differs': '汇总中{what}为 {stated}，明细合计 {counted}，相差 {difference}。',
  'notes.total_differs': '合计为 {stated}，明细为 {counted}，相差 {difference}。',
  'notes.counted_total_differs':
    '合计为 {statedCount} 笔共 {stated}，文件中有 {count} 笔共 {counted}，相差 {difference}。',
  'notes.money_in_differs': '报告写明收入 {statedCount} 笔共 {stated}，实际 {count} 笔共 {counted}。',
  'notes.money_out_differs': '报告写明支出 {statedCount} 笔共 {stated}，实际 {count} 笔共 {counted}。',
  'notes.trailer_differs': '文件尾写明支出 {statedOut}、收入 {statedIn}，明细为 {out} 和 {in}。',
  'notes.settled_differs': '一笔 {amount} 的交易扣除手续费应为 {expected}，而清算金额为 {settled}。',
  'notes.bank_summary_differs':
    '银行汇总 {name} 写明 {statedCount} 笔共 {stated}，对账单中已入账 {count} 笔共 {counted}。',
  'notes.running_balance_breaks': '各行之后的余额前后不连续：可能缺行或次序有误。',
  'notes.details_differ': '该笔入账 {amount} {currency}，明细合计为 {sum}；以入账金额为准。',
  'notes.other_currency': '有一笔为 {currency}，而账户为 {accountCurrency}；未计入余额核对。',
  'notes.balance_unreadable': '余额“{text}”无法读取，流水无从核对。',
  'notes.balance_sign_unknown': '期末余额的符号为“{sign}”，应为 1 或 2，流水无从核对。',
  'notes.no_end_record': '文件没有结束记录（{record}），无法证明其完整。',
  'notes.date_replaced': '“{text}”不是存在的日期，该笔按对账单日期 {day} 入账。',
  'notes.value_date_invalid': '起息日“{text}”不存在，已略去。',
  'notes.date_order_guessed': '日期可按{chosen}或{other}理解，现按{chosen}读取。请核对第一笔：{text}。',
  'notes.entries_not_booked': '{count} 笔状态为 {status}，尚未入账，未导入。',
  'notes.row_not_booked': '有一行状态为 {status}，（尚）未发生资金变动，未导入。',
  'notes.record_moves_nothing': '有一条类型为 {type} 的记录既非收入也非支出，未导入。',
  'notes.rows_neutral': '{count} 行不计收支（本人转账、退款、未入账），未导入；第一行在第 {line} 行。',
  'notes.last_row_may_be_cut':
    '最后一行只有 {columns} 列中的 {count} 列，且文件末尾没有换行，可能被截断。请与银行核对文件末尾。',
  'notes.rows_left_out': '{count} 行以模板中注明的“非流水”字样开头，未导入；第一行在第 {line} 行。',
  'notes.trades_closed': '{count} 笔交易已关闭，但文件仍将其计入；如有退款，在未导入的行中。第一笔在第 {line} 行。',
  'notes.amount_unreadable': '一笔流水的金额“{text}”无法读取，未导入；请向银行核实。',
  'notes.number_mangled': '编号 {number} 被表格软件截短，请导入原始下载的文件。',
  'notes.bank_error': '银行返回错误 {error}：{reason}。请重新获取对账单。',
  'notes.order_rejected': '指令 {number} 被拒绝：{reason}。',
  'notes.payment_rejected': '付款 {number} 被拒绝：{reason}。',
  'notes.message_rejected': '报文 {number} 被拒绝：{reason}。',
  'notes.member_twice': '{name} 未导入：压缩包中有两份。',
  'notes.member_summary': '{name} 未导入：这是汇总，没有流水。',
  'notes.zero_entries': '{count} 笔金额为 0.00，没有资金变动，未导入。',
  'notes.zero_entries_of': '账户 {account} 有 {count} 笔金额为 0.00，没有资金变动，未导入。',

  'notes.statement.amount_invalid': '“{column}”一栏的“{text}”不是数字。',
  'notes.statement.date_invalid': '“{column}”一栏的“{text}”不是存在的日期。',
  'notes.statement.direction_invalid': '“{column}”一栏的“{text}”既非收入也非支出。',
  'notes.statement.profile_does_not_fit':
    '模板“{profile}”需要 {columns} 各列，文件中没有。请另选模板，或重新指定各列。',
  'notes.statement.profile_unknown_column': '没有“{column}”这一列，请重新指定。',
  'notes.statement.profile_name_taken': '已有名为“{profile}”的模板，请修改该模板，或另取名称。',
  'notes.statement.profile_headings_taken': '模板“{profile}”已用于相同表头的文件，请修改该模板，或先将其停用。',
  'notes.statement.unknown_profile': '没有名为“{profile}”的模板。',
  'notes.statement.too_large':
    '文件为 {size} MB，此类文件最多 {limit} MB。请缩短导出的期间，或导出为 camt.053、MT940 或 CSV。',
  'notes.reconciliation.unknown_account':
    '文件属于 {channel} 账户 {account}（{currency}）。本单位账户：{ours}。请选择账户。',
  'notes.reconciliation.currency_differs':
    '有一笔为 {currency}，而 {account} 是 {accountCurrency} 账户，请选择该币种的账户。',
  'notes.reconciliation.in_the_future': '有一笔记账日为 {day}，晚于今天（{today}），请核对文件或日期。',
};
