/** The registers in menu order, and the rules beside them. A new register is one file and one line here. */
import type { Register } from '../definition/types.ts'
import type { Rules } from '../records/rules.ts'
import { analysisRules } from './analysis/analysis.rules.ts'
import { boards } from './analysis/boards.ts'
import { queries } from './analysis/queries.ts'
import { queryRuns } from './analysis/queryRuns.ts'
import { priceListsRules } from './catalogue/priceLists.rules.ts'
import { priceLists } from './catalogue/priceLists.ts'
import { productCategories } from './catalogue/productCategories.ts'
import { products } from './catalogue/products.ts'
import { badDebtsRules } from './credit/badDebts.rules.ts'
import { badDebts } from './credit/badDebts.ts'
import { creditDecisions } from './credit/creditDecisions.ts'
import { creditLinesRules } from './credit/creditLines.rules.ts'
import { creditLines } from './credit/creditLines.ts'
import { releasesRules } from './credit/releases.rules.ts'
import { releases } from './credit/releases.ts'
import { communications } from './customers/communications.ts'
import { contacts } from './customers/contacts.ts'
import { customerAssignments } from './customers/customerAssignments.ts'
import { customerGrades } from './customers/customerGrades.ts'
import { customersRules } from './customers/customers.rules.ts'
import { customers } from './customers/customers.ts'
import { communicationsRules, customerGradesRules, gradingSchemesRules, marketNotesRules } from './customers/dealings.rules.ts'
import { gradingSchemes } from './customers/gradingSchemes.ts'
import { marketNotes } from './customers/marketNotes.ts'
import { requirements } from './customers/requirements.ts'
import { bankAccounts } from './money/bankAccounts.ts'
import { bankDraftsRules } from './money/bankDrafts.rules.ts'
import { bankDrafts } from './money/bankDrafts.ts'
import { collectionPlansRules } from './money/collectionPlans.rules.ts'
import { collectionPlans } from './money/collectionPlans.ts'
import { collectionsRules } from './money/collections.rules.ts'
import { collections } from './money/collections.ts'
import { dunnings } from './money/dunnings.ts'
import { receiptsRules } from './money/receipts.rules.ts'
import { receipts } from './money/receipts.ts'
import { refundsRules } from './money/refunds.rules.ts'
import { refunds } from './money/refunds.ts'
import { departments } from './organisation/departments.ts'
import { rolesRules, shelfRules, usersRules } from './organisation/organisation.rules.ts'
import { roles } from './organisation/roles.ts'
import { users } from './organisation/users.ts'
import { filings, notices, stamps } from './policies/acts.ts'
import { approvalChains } from './policies/approvalChains.ts'
import { approvalChainsRules, delegationsRules } from './policies/approvals.rules.ts'
import { approvals } from './policies/approvals.ts'
import { calendarDays } from './policies/calendarDays.ts'
import { calendarsRules } from './policies/calendars.rules.ts'
import { calendars } from './policies/calendars.ts'
import { delegations } from './policies/delegations.ts'
import { legalHoldsRules } from './policies/legalHolds.rules.ts'
import { legalHolds } from './policies/legalHolds.ts'
import { policiesRules } from './policies/policies.rules.ts'
import { policies } from './policies/policies.ts'
import { adjustmentsRules } from './reconciliation/adjustments.rules.ts'
import { adjustments } from './reconciliation/adjustments.ts'
import { bankLinesRules } from './reconciliation/bankLines.rules.ts'
import { bankLines } from './reconciliation/bankLines.ts'
import { bankStatementsRules } from './reconciliation/bankStatements.rules.ts'
import { bankStatements } from './reconciliation/bankStatements.ts'
import { differencesRules } from './reconciliation/differences.rules.ts'
import { differences } from './reconciliation/differences.ts'
import { financeBalancesRules } from './reconciliation/financeBalances.rules.ts'
import { financeBalances } from './reconciliation/financeBalances.ts'
import { fundRecoveries } from './reconciliation/fundRecoveries.ts'
import { matchesRules } from './reconciliation/matches.rules.ts'
import { matches } from './reconciliation/matches.ts'
import { moneyClaimsRules } from './reconciliation/moneyClaims.rules.ts'
import { moneyClaims } from './reconciliation/moneyClaims.ts'
import { payerAliasesRules } from './reconciliation/payerAliases.rules.ts'
import { payerAliases } from './reconciliation/payerAliases.ts'
import { reconciliationsRules } from './reconciliation/reconciliations.rules.ts'
import { reconciliations } from './reconciliation/reconciliations.ts'
import { salesStatistics } from './reports/salesStatistics.ts'
import { channelPlans, productPromotions } from './sales/channelPlans.ts'
import { contractChanges } from './sales/contractChanges.ts'
import { contractChangesRules, contractsRules } from './sales/contracts.rules.ts'
import { contracts } from './sales/contracts.ts'
import { dispatchesRules } from './sales/dispatches.rules.ts'
import { dispatches } from './sales/dispatches.ts'
import { disputes } from './sales/disputes.ts'
import { invoicesRules } from './sales/invoices.rules.ts'
import { invoices } from './sales/invoices.ts'
import { ordersRules } from './sales/orders.rules.ts'
import { orders } from './sales/orders.ts'
import { preferencesRules } from './sales/preferences.rules.ts'
import { preferences } from './sales/preferences.ts'
import { productionNoticesRules } from './sales/productionNotices.rules.ts'
import { productionNotices } from './sales/productionNotices.ts'
import { returnsRules } from './sales/returns.rules.ts'
import { returns } from './sales/returns.ts'
import { salesTargetsRules } from './sales/salesTargets.rules.ts'
import { salesTargets } from './sales/salesTargets.ts'
import { sameCustomer } from './sales/seller.ts'
import { serviceChecksRules } from './sales/service.rules.ts'
import { serviceChecks } from './sales/serviceChecks.ts'
import { serviceStandards } from './sales/serviceStandards.ts'
import { specialPricesRules } from './sales/specialPrices.rules.ts'
import { specialPrices } from './sales/specialPrices.ts'
import { importProfiles } from './settings/importProfiles.ts'
import { views } from './settings/views.ts'
import { cargoClaims } from './transport/cargoClaims.ts'
import { carrierContracts } from './transport/carrierContracts.ts'
import { carriersRules } from './transport/carriers.rules.ts'
import { carriers } from './transport/carriers.ts'
import { freightSettlementsRules } from './transport/freightSettlements.rules.ts'
import { freightSettlements } from './transport/freightSettlements.ts'
import { cargoClaimsRules, freightsRules } from './transport/freights.rules.ts'
import { freights } from './transport/freights.ts'
import { transitEvents } from './transport/transitEvents.ts'
import { checkValidity } from './validity.ts'

export const registers: readonly Register[] = [
  customers,
  contacts,
  communications,
  marketNotes,
  requirements,
  customerGrades,
  customerAssignments,
  gradingSchemes,
  contracts,
  contractChanges,
  specialPrices,
  preferences,
  orders,
  productionNotices,
  dispatches,
  invoices,
  returns,
  disputes,
  serviceChecks,
  serviceStandards,
  channelPlans,
  productPromotions,
  salesTargets,
  carriers,
  carrierContracts,
  freights,
  freightSettlements,
  transitEvents,
  cargoClaims,
  receipts,
  refunds,
  collections,
  collectionPlans,
  dunnings,
  bankDrafts,
  bankAccounts,
  reconciliations,
  differences,
  fundRecoveries,
  bankStatements,
  bankLines,
  matches,
  moneyClaims,
  payerAliases,
  adjustments,
  financeBalances,
  products,
  productCategories,
  priceLists,
  salesStatistics,
  queries,
  boards,
  queryRuns,
  releases,
  creditLines,
  creditDecisions,
  badDebts,
  approvals,
  filings,
  notices,
  stamps,
  delegations,
  legalHolds,
  approvalChains,
  policies,
  calendars,
  calendarDays,
  users,
  roles,
  departments,
  views,
  importProfiles,
]

export const rules: Readonly<Record<string, Rules>> = {
  customers: customersRules,
  communications: communicationsRules,
  marketNotes: marketNotesRules,
  customerGrades: customerGradesRules,
  gradingSchemes: gradingSchemesRules,
  contractChanges: contractChangesRules,
  preferences: preferencesRules,
  serviceChecks: serviceChecksRules,
  disputes: { check: (change) => sameCustomer(change, 'contract', 'contracts', 'ORD-16') },
  dunnings: { check: (change) => sameCustomer(change, 'invoice', 'invoices', 'PAY-09') },
  channelPlans: { check: checkValidity },
  productPromotions: { check: checkValidity },
  specialPrices: specialPricesRules,
  orders: ordersRules,
  productionNotices: productionNoticesRules,
  dispatches: dispatchesRules,
  invoices: invoicesRules,
  returns: returnsRules,
  contracts: contractsRules,
  salesTargets: salesTargetsRules,
  carriers: carriersRules,
  carrierContracts: { check: checkValidity },
  freights: freightsRules,
  freightSettlements: freightSettlementsRules,
  cargoClaims: cargoClaimsRules,
  receipts: receiptsRules,
  refunds: refundsRules,
  collections: collectionsRules,
  collectionPlans: collectionPlansRules,
  bankDrafts: bankDraftsRules,
  bankStatements: bankStatementsRules,
  bankLines: bankLinesRules,
  matches: matchesRules,
  moneyClaims: moneyClaimsRules,
  payerAliases: payerAliasesRules,
  reconciliations: reconciliationsRules,
  differences: differencesRules,
  adjustments: adjustmentsRules,
  financeBalances: financeBalancesRules,
  priceLists: priceListsRules,
  releases: releasesRules,
  creditLines: creditLinesRules,
  badDebts: badDebtsRules,
  approvalChains: approvalChainsRules,
  delegations: delegationsRules,
  legalHolds: legalHoldsRules,
  policies: policiesRules,
  calendars: calendarsRules,
  users: usersRules,
  roles: rolesRules,
  queries: analysisRules,
  boards: analysisRules,
  views: shelfRules,
  importProfiles: shelfRules,
}
