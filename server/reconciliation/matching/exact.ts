/** Lines and papers of the same amount. Where several could be meant, none is taken by itself: equals of one customer stand for one another, all else is proposed. */
import type { Words } from '../../definition/words.ts'
import { type Evidence, type Evidences, keyOf, reasonOf, sameAmount, within } from './evidence.ts'
import type { BankFact, Found, MatchPolicy, PaperFact } from './facts.ts'

/** What an equal amount is worth. */
const worth = 30

/** Lines, or papers, that nothing tells apart. */
interface Class<T> {
  readonly first: T
  readonly all: T[]
}

interface Edge {
  readonly line: Class<BankFact>
  readonly paper: Class<PaperFact>
  readonly evidence: Evidence
}

function classesOf<T>(items: readonly T[], keyOf: (item: T) => string): Class<T>[] {
  const found = new Map<string, Class<T>>()
  for (const item of items) {
    const key = keyOf(item)
    const known = found.get(key)
    if (known) known.all.push(item)
    else found.set(key, { first: item, all: [item] })
  }
  return [...found.values()]
}

function group<K, T>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const found = new Map<K, T[]>()
  for (const item of items) {
    const list = found.get(keyOf(item))
    if (list) list.push(item)
    else found.set(keyOf(item), [item])
  }
  return found
}

/** Sets of edges that hang together. */
function componentsOf(edges: readonly Edge[]): Edge[][] {
  const root = new Map<object, object>()
  const find = (node: object): object => {
    let at = node
    for (let up = root.get(at); up && up !== at; up = root.get(at)) at = up
    return at
  }
  for (const { line, paper } of edges) {
    for (const node of [line, paper]) if (!root.has(node)) root.set(node, node)
    root.set(find(line), find(paper))
  }
  return [...group(edges, ({ line }) => find(line)).values()]
}

const sum = (classes: Iterable<Class<unknown>>): number => [...classes].reduce((total, { all }) => total + all.length, 0)

const found = (
  lines: readonly BankFact[],
  papers: readonly PaperFact[],
  evidence: Evidence,
  policy: MatchPolicy,
  certain: boolean,
  more: readonly Words[] = [],
): Found => {
  const score = within(worth + evidence.strength)
  return {
    bank: lines.map(({ id, amount }) => ({ id, amount })),
    papers: papers.map(({ kind, id, amount }) => ({ kind, id, amount })),
    fee: 0,
    score: certain ? score : Math.min(score, policy.threshold - 1),
    reason: reasonOf([sameAmount(lines[0]?.amount ?? 0), ...evidence.words, ...more]),
    certain: certain && score >= policy.threshold,
  }
}

const weakest = (edges: readonly Edge[]): Evidence =>
  edges.reduce(
    (least, { evidence }) => (evidence.strength < least.strength ? evidence : least),
    edges[0]?.evidence ?? { strength: 0, telling: false, against: false, words: [] },
  )

/** Lines and papers of one customer that nothing tells apart stand for one another: as many pairs as there are, in order; what is over is left. */
function interchange(edge: Edge, policy: MatchPolicy): Found[] {
  const { line, paper, evidence } = edge
  const [lines, papers] = [line.all.length, paper.all.length]
  const more: readonly Words[] =
    lines === 1 && papers === 1
      ? []
      : [
          [
            `该客户流水 ${lines} 笔、单据 ${papers} 张，各自同日、同额、同付款人，无从区分，按先后逐笔勾对`,
            `this customer's ${lines} lines, and its ${papers} papers, have one day, amount and payer each and stand for one another: paired in order`,
          ],
        ]
  return line.all.slice(0, papers).flatMap((one, at) => {
    const other = paper.all[at]
    return other ? [found([one], [other], evidence, policy, true, more)] : []
  })
}

/** What one customer's equals come to where their numbers differ: on each day on which there is one sort of lines and one of papers, pairs; the rest is for a person. */
function pairDays(component: readonly Edge[], policy: MatchPolicy): Found[] {
  const [one, ...others] = component
  if (one && others.length === 0) return interchange(one, policy)
  const sorts = <T extends Class<{ readonly date: string }>>(all: readonly T[]) => group([...new Set(all)], ({ first }) => first.date)
  const lines = sorts(component.map(({ line }) => line))
  const papers = sorts(component.map(({ paper }) => paper))
  const single = component.filter(
    ({ line, paper }) =>
      line.first.date === paper.first.date && lines.get(line.first.date)?.length === 1 && papers.get(paper.first.date)?.length === 1,
  )
  return single.flatMap((edge) => interchange(edge, policy))
}

/** Equal numbers of lines and papers of one customer: by the day where days agree, else all of them together, because nothing tells which is which. */
function settle(component: readonly Edge[], policy: MatchPolicy): Found[] {
  const lines = [...new Set(component.map(({ line }) => line))].flatMap(({ all }) => all)
  const papers = [...new Set(component.map(({ paper }) => paper))].flatMap(({ all }) => all)
  const days = group(lines, ({ date }) => date)
  const paperDays = group(papers, ({ date }) => date)
  const agree = [...days].every(([day, list]) => paperDays.get(day)?.length === list.length)
  const parts = agree ? [...days].map(([day, list]) => [list, paperDays.get(day) ?? []] as const) : [[lines, papers] as const]
  return parts.flatMap(([some, others]) => {
    const [edge, ...more] = component.filter(({ line, paper }) => some.includes(line.first) && others.includes(paper.first))
    return edge && more.length === 0 ? interchange(edge, policy) : [together(component, some, others, policy)]
  })
}

/** Lines and papers of one customer in one match, because nothing tells which is which. */
function together(component: readonly Edge[], some: readonly BankFact[], others: readonly PaperFact[], policy: MatchPolicy): Found {
  const evidence = weakest(component.filter(({ line, paper }) => some.includes(line.first) && others.includes(paper.first)))
  const more: readonly Words[] =
    some.length > 1 ? [[`${some.length} 笔同额，合并勾对`, `${some.length} of the same amount, matched together`]] : []
  return found(some, others, evidence, policy, true, more)
}

/** Proposals where it cannot be told which is meant: the best first, each line and paper once. */
function propose(edges: readonly Edge[], policy: MatchPolicy): Found[] {
  const taken = new Set<unknown>()
  const order = [...edges].sort(
    (a, b) =>
      b.evidence.strength - a.evidence.strength ||
      a.line.first.id - b.line.first.id ||
      (keyOf(a.paper.first) < keyOf(b.paper.first) ? -1 : 1),
  )
  return order.flatMap(({ line, paper, evidence }) => {
    if (evidence.against) return []
    const lines = line.all.filter((each) => !taken.has(each))
    const papers = paper.all.filter((each) => !taken.has(each))
    return lines.slice(0, papers.length).flatMap((one, at) => {
      const other = papers[at]
      if (!other) return []
      taken.add(one).add(other)
      return [
        found([one], [other], evidence, policy, false, [['另有同额的流水或单据，请核对', 'others have this amount too: please check']]),
      ]
    })
  })
}

/** All matches among lines and papers of one amount. */
function matchAmount(lines: readonly BankFact[], papers: readonly PaperFact[], evidences: Evidences, policy: MatchPolicy): Found[] {
  const lineClasses = classesOf(lines, (line) =>
    [line.account, line.date, line.payer, line.payerAccount, ...evidences.named(line)].join('|'),
  )
  const mentioned = new Set(lines.flatMap((line) => [...evidences.named(line)]))
  const paperClasses = classesOf(papers, (paper) => {
    const { kind, account, date, customer, payer, payerAccount } = paper
    return mentioned.has(keyOf(paper)) ? keyOf(paper) : [kind, account, date, customer, payer, payerAccount].join('|')
  })
  const edges: Edge[] = []
  // Among very many of one amount only what the payer points to is looked at.
  const many = lineClasses.length * paperClasses.length > 50_000
  for (const line of lineClasses) {
    const customers = many ? evidences.customersOf(line.first) : []
    for (const paper of paperClasses) {
      if (customers.length > 0 && !customers.includes(paper.first.customer)) continue
      const named = evidences.named(line.first).has(keyOf(paper.first))
      if (evidences.apart(line.first, paper.first) > (named ? 31 : policy.window)) continue
      edges.push({ line, paper, evidence: evidences.of(line.first, paper.first) })
    }
  }
  const all: Found[] = []
  const left = (): Edge[] => {
    const used = new Set(all.flatMap((each) => [...each.bank.map(({ id }) => id), ...each.papers.map(keyOf)]))
    return edges.filter(({ line, paper }) => !line.all.some(({ id }) => used.has(id)) && !paper.all.some((each) => used.has(keyOf(each))))
  }
  // First what names the paper, then what names the customer, then what stands alone.
  const named = componentsOf(edges.filter(({ line, paper }) => evidences.named(line.first).has(keyOf(paper.first))))
  for (const component of named) {
    const [only] = component
    if (component.length === 1 && only?.line.all.length === 1 && only.paper.all.length === 1)
      all.push(found(only.line.all, only.paper.all, only.evidence, policy, true))
  }
  const open = left().filter(({ evidence }) => !evidence.against)
  const degree = new Map<object, number>()
  for (const { line, paper } of open) for (const each of [line, paper]) degree.set(each, (degree.get(each) ?? 0) + each.all.length)
  // The two have only each other; where something of this amount is another customer's, the payer must tell whose it is.
  for (const { line, paper, evidence } of open)
    if (line.all.length === 1 && paper.all.length === 1 && degree.get(line) === 1 && degree.get(paper) === 1) {
      const alone = evidences.alone(line.first, paper.first, policy.window)
      const told = alone ? evidences.of(line.first, paper.first, true) : evidence
      all.push(found(line.all, paper.all, told, policy, alone || evidence.telling))
    }
  for (const component of componentsOf(left().filter(({ evidence }) => evidence.telling))) {
    const customers = new Set(component.map(({ paper }) => paper.first.customer))
    const count = sum(new Set(component.map(({ line }) => line)))
    const equal = count === sum(new Set(component.map(({ paper }) => paper)))
    if (customers.size === 1 && equal) all.push(...settle(component, policy))
    else if (customers.size === 1) all.push(...pairDays(component, policy))
    else all.push(...propose(component, policy))
  }
  all.push(...propose(left(), policy))
  return all
}

/** Matches among lines and papers of exactly the same amount, certain ones and proposals. */
export function matchExact(bank: readonly BankFact[], papers: readonly PaperFact[], evidences: Evidences, policy: MatchPolicy): Found[] {
  const byAmount = group(papers, ({ amount }) => amount)
  return [...group(bank, ({ amount }) => amount)].flatMap(([amount, lines]) => {
    const others = byAmount.get(amount)
    return others ? matchAmount(lines, others, evidences, policy) : []
  })
}
