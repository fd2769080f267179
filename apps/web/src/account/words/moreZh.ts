/** Going on where one confirmation was not enough. */
export const moreZh = {
  'more.label': '确认两次，或公布后等待',
  'more.there': '确认两次，现在就能办',
  'more.none': '这个账户只有一种确认方式',
  'more.none.body': '再加一种，以后这样的事当场就能办。这一次可以公布后等待。',
  'more.away': '第二种确认方式现在用不上',
  'more.away.body': '等它能用时再试，或者公布后等待。',
  'more.waiting': '已经公布、还在等的有{n}件，先看看是不是同一件：',
  'more.see': '查看或撤回',
  'more.later': '到时还办不成的，30天内会接着试。',
  'more.confirm': '确认两次，现在就办',
  'more.announce': '公布，等待后办',
  'more.announced': '已经公布，{time}起自动办',
  'more.announced.body': '您不用再做什么。到时还办不成的，30天内会接着试。',
  'more.add': '加一种确认方式',
  'more.limits': '看账户的上限',
  'more.calls': '看账户能做什么',
} as const
