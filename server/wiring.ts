/** What nouns do when one before them in the order of imports acts. Imported by whatever bills: the server, and the demo. */
import { onNewBills } from './billing/new-bills.ts';
import { useWaitingMoney } from './payments/use-waiting-money.ts';

onNewBills(useWaitingMoney);
