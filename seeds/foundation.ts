/** Departments, roles, staff, products, price lists and grading schemes: what must stand before the first customer comes. */
import { system } from '../server/access/actor.ts'
import { create, createMany, updateMany } from '../server/records/index.ts'
import { type Company, onDay, sure } from './company.ts'
import { addDays } from './days.ts'
import { departments, staff } from './organisation.ts'
import { categories, products } from './products.ts'
import { gradingSchemes } from './schemes.ts'

/** Departments and staff; `roles` are the ids of the shipped roles by code. Answers the users' ids by user name. */
export async function foundOrganisation(company: Company, roles: ReadonlyMap<string, number>): Promise<void> {
  const world = onDay(company, addDays(company.start, -800))
  for (const { code, name, kind, above, owningCustomers } of departments) {
    const superior = above ? sure(company.departments, above) : null
    const { id } = await create(world, system, 'departments', { code, name, kind, superior, owningCustomers: owningCustomers ?? false })
    company.departments.set(code, id)
  }
  const ids = await createMany(
    world,
    system,
    'users',
    staff.map((each, at) => ({
      username: each.username,
      name: each.name,
      role: sure(roles, each.role),
      department: sure(company.departments, each.department),
      jobTitle: each.jobTitle,
      phone: `0951-5550${String(101 + at)}`,
      email: `${each.username}@saishang.example`,
      joinedOn: addDays(company.start, -800 + at * 11),
      leftOn: each.left ? addDays(company.today, -215) : null,
      active: !each.left,
    })),
  )
  for (const [at, { username, name, role, department, sells }] of staff.entries())
    company.people.set(username, { id: ids[at] ?? 0, username, name, role, department, sells: sells ?? false })
  const heads = {
    DOM: 'manager',
    EC: 'regional',
    FIN: 'finance',
    LOG: 'logistics',
    GM: 'executive',
    IT: 'admin',
    KA: 'marketing',
    MKT: 'market',
    HQ: 'executive',
  }
  for (const [code, username] of Object.entries(heads))
    await updateMany(world, system, 'departments', [sure(company.departments, code)], { manager: sure(company.people, username).id })
}

/** Categories and products. */
export async function foundCatalogue(company: Company): Promise<void> {
  const { start, goods } = company
  const world = onDay(company, addDays(start, -790))
  const ids = await createMany(world, system, 'productCategories', categories)
  const byCode = new Map(categories.map(({ code }, at) => [code as string, ids[at] ?? 0]))
  const given = await createMany(
    world,
    system,
    'products',
    products.map(({ code, name, category, specification, unit, price, shelfLifeDays }) => ({
      code,
      name,
      specification,
      unit,
      category: sure(byCode, category),
      listPrice: price.toFixed(4),
      // Materials, packing and labour come to some six tenths of the price; of a few products nobody worked it out yet.
      standardCost: code.endsWith('7') ? null : (price * 0.62).toFixed(4),
      shelfLifeDays: shelfLifeDays || null,
      active: code !== 'GQ009',
    })),
  )
  for (const [at, { code, name, category, specification, price, popularity }] of products.entries())
    goods.push({ id: given[at] ?? 0, code, name, category, specification, price, popularity })
}

export async function foundSchemes(company: Company): Promise<Map<string, number>> {
  const world = onDay(company, addDays(company.start, -780))
  const ids = await createMany(world, system, 'gradingSchemes', gradingSchemes)
  return new Map(gradingSchemes.map(({ code }, at) => [code, ids[at] ?? 0]))
}
