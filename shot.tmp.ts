import { launchBrowser } from './test/support/browser.ts';

const browser = await launchBrowser();
const context = await browser.newContext({
  viewport: { width: 1360, height: 1000 },
  locale: process.argv[2] === 'en' ? 'en-US' : 'zh-CN',
});
const page = await context.newPage();
page.on('console', (m) => m.type() === 'error' && console.log('console:', m.text().slice(0, 200)));
const zh = process.argv[2] !== 'en';
await page.goto('http://localhost:4310/');
await page.waitForTimeout(3000);
await page.getByRole('textbox').nth(0).fill('cuihu');
await page.getByRole('textbox').nth(1).fill('finance');
await page.locator('input[type=password]').fill('suanpan-demo');
await page
  .getByRole('button', { name: zh ? '登录' : 'Sign in' })
  .first()
  .click();
await page.waitForTimeout(3000);
await page
  .getByRole('tab', { name: zh ? '出账' : 'Billing' })
  .or(page.getByRole('link', { name: zh ? '出账' : 'Billing' }))
  .or(page.getByRole('button', { name: zh ? '出账' : 'Billing' }))
  .first()
  .click();
await page.waitForTimeout(2500);
await page.screenshot({ path: `/tmp/s1-${process.argv[2]}.png` });
await page.getByRole('button', { name: zh ? '试算' : 'Preview', exact: true }).click();
await page.waitForTimeout(6000);
await page.screenshot({ path: `/tmp/s2-${process.argv[2]}.png` });
await page.getByRole('button', { name: zh ? '与上期比较' : 'Compare with the cycle before' }).click();
await page.waitForTimeout(5000);
await page.screenshot({ path: `/tmp/s3-${process.argv[2]}.png` });
const bill = page.getByLabel(zh ? '账单号' : 'Bill number');
await bill.scrollIntoViewIfNeeded();
await bill.fill('B-000003');
await page.getByRole('button', { name: zh ? '查找' : 'Find', exact: true }).click();
await page.waitForTimeout(2000);
await page
  .getByRole('button', { name: zh ? '说明' : 'Explain' })
  .first()
  .click();
await page.waitForTimeout(1500);
await page
  .getByLabel(zh ? '原因' : 'Reason')
  .last()
  .fill('lift was out of order');
await page.getByRole('button', { name: zh ? '开红字账单' : 'Credit', exact: true }).click();
await page.waitForTimeout(2500);
await page.screenshot({ path: `/tmp/s4-${process.argv[2]}.png` });
await browser.close();
