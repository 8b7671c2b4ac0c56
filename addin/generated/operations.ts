/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** A kind of row that a sheet shows and may edit. */
export type DatasetName =
  /** Bills. */
  | 'BILLS'
  /** Bindings of fee items to customers. */
  | 'BINDINGS'
  /** Charges. */
  | 'CHARGES'
  /** Contracts. */
  | 'CONTRACTS'
  /** Customers. */
  | 'CUSTOMERS'
  /** Fee items. */
  | 'FEE_ITEMS'
  /** KPIs by month and fee item. */
  | 'KPIS'
  /** Meters. */
  | 'METERS'
  /** Meter readings. */
  | 'METER_READINGS'
  /** Payments. */
  | 'PAYMENTS'
  /** Communities, rooms, shops, parking spaces. */
  | 'PREMISES'
  /** Price versions. */
  | 'PRICES'
  /** Charges that a billing run computed. */
  | 'RUN_LINES'
  /** Bank and channel movements. */
  | 'STATEMENT_LINES';

/** Language of the interface and of labels. */
export type Language =
  /** English. */
  | 'EN'
  /** Simplified Chinese. */
  | 'ZH';

/** What an operator may do. An operator may hold several roles; what no role allows is refused. */
export type Role =
  /** Operators, roles, schedules, channels, settings; cannot change the ledger or the audit chain. */
  | 'ADMIN'
  /** Reads bills, charges, payments and KPIs, without contact details. */
  | 'ANALYST'
  /** Waivers, refunds, write-offs, period close; the second pair of eyes. */
  | 'APPROVER'
  /** Reads everything and verifies the audit chain; writes nothing. */
  | 'AUDITOR'
  /** Bindings, readings, billing runs, payments, statements, matches; does not change prices, rates or roles. */
  | 'FINANCE'
  /** Reads accounts and reports, exports; writes nothing. */
  | 'FINANCE_VIEWER'
  /** Fee items, prices, discounts; does not post or take payments. */
  | 'PRICING'
  /** A customer's contact details; sees no prices, payments or ledger. */
  | 'SERVICE';

/** Sign-in with tenant, login and password. */
export type SignInInput = {
  /** Login of the operator. */
  login: string;
  /** Password. */
  password: string;
  /** Code of the tenant. */
  tenant: string;
};

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { operator: { id: string, login: string, name: string, roles: Array<Role>, language: Language }, tenant: { id: string, code: string, name: string, currency: string, timeZone: string, today: string }, datasets: Array<{ dataset: DatasetName, readable: boolean, editableColumns: Array<string>, reason: string | null }> } | null };

export type SignInMutationVariables = Exact<{
  input: SignInInput;
}>;


export type SignInMutation = { signIn: { token: string, expiresAt: string, viewer: { operator: { id: string, login: string, name: string, roles: Array<Role>, language: Language }, tenant: { id: string, code: string, name: string, currency: string, timeZone: string, today: string }, datasets: Array<{ dataset: DatasetName, readable: boolean, editableColumns: Array<string>, reason: string | null }> } } };

export type SignOutMutationVariables = Exact<{ [key: string]: never; }>;


export type SignOutMutation = { signOut: boolean };


export const ViewerDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operator"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"login"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"roles"}},{"kind":"Field","name":{"kind":"Name","value":"language"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tenant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"today"}}]}},{"kind":"Field","name":{"kind":"Name","value":"datasets"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dataset"}},{"kind":"Field","name":{"kind":"Name","value":"readable"}},{"kind":"Field","name":{"kind":"Name","value":"editableColumns"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]}}]}}]} as unknown as DocumentNode<ViewerQuery, ViewerQueryVariables>;
export const SignInDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SignIn"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SignInInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signIn"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"token"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operator"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"login"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"roles"}},{"kind":"Field","name":{"kind":"Name","value":"language"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tenant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"today"}}]}},{"kind":"Field","name":{"kind":"Name","value":"datasets"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dataset"}},{"kind":"Field","name":{"kind":"Name","value":"readable"}},{"kind":"Field","name":{"kind":"Name","value":"editableColumns"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]}}]}}]}}]} as unknown as DocumentNode<SignInMutation, SignInMutationVariables>;
export const SignOutDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SignOut"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signOut"}}]}}]} as unknown as DocumentNode<SignOutMutation, SignOutMutationVariables>;