/** Amounts in Chinese capitals (大写金额), as statements and vouchers carry them; whole yuan end in 整. */
import Nzh from 'nzh'

/** `1234.50` → 壹仟贰佰叁拾肆元伍角. The amount is decimal text and never becomes a float. */
export const inCapitals = (amount: string): string => Nzh.cn.toMoney(amount.replace(/\.00$/, ''), { outSymbol: false })
