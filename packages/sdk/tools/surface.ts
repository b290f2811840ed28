import type * as contract from '@stockflow/schemas';

/**
 * What the SDK's types are called and which types of the contract they are. `write-types.ts` writes them out
 * as plain interfaces: with Zod's own types, every customer's compiler would have to work them out.
 */
export interface Answers {
  ApiKey: contract.ApiKey;
  ApiKeyCreated: contract.ApiKeyCreated;
  Availability: contract.Availability;
  Bundle: contract.Bundle;
  BundleCreated: contract.BundleCreated;
  Category: contract.Category;
  Company: contract.Company;
  EventPage: contract.EventPage;
  Identity: contract.Identity;
  Invitation: contract.Invitation;
  InvitationCreated: contract.InvitationCreated;
  LedgerVerified: contract.LedgerVerified;
  LowStockAlert: contract.LowStockAlert;
  LowStockAnswer: contract.LowStockAnswer;
  Member: contract.Member;
  Movement: contract.Movement;
  Product: contract.Product;
  ProductCreated: contract.ProductCreated;
  ProductListItem: contract.ProductListItem;
  ProductsCreated: contract.ProductsCreated;
  Reservation: contract.Reservation;
  ReservationLine: contract.ReservationLine;
  Sale: contract.Sale;
  SaleLine: contract.SaleLine;
  SaleReturn: contract.SaleReturn;
  SaleReturnSummary: contract.SaleReturnSummary;
  SaleSummary: contract.SaleSummary;
  SalesImported: contract.SalesImported;
  SessionStarted: contract.SessionStarted;
  StockChanged: contract.StockChanged;
  StockflowEvent: contract.StockflowEvent;
  StockLevel: contract.StockLevel;
  StockLevelListItem: contract.StockLevelListItem;
  Supplier: contract.Supplier;
  SupplierOffer: contract.SupplierOffer;
  Transfer: contract.Transfer;
  TransferSummary: contract.TransferSummary;
  Warehouse: contract.Warehouse;
  Done: (typeof contract.doneSchema)['_output'];
  Drift: (typeof contract.driftSchema)['_output'];
  SessionsEnded: (typeof contract.signedOutEverywhereSchema)['_output'];
}

/** Details of refusals and what else is the same on the way in and out. */
export interface Common {
  Address: (typeof contract.addressSchema)['_input'];
  ErrorCode: contract.ErrorCode;
  ErrorDetails: contract.ErrorDetails;
  FieldProblem: contract.FieldProblem;
  KeyScope: (typeof contract.keyScopeSchema)['_output'];
  MovementKind: contract.MovementKind;
  ReservationStatus: contract.ReservationStatus;
  ReservationStrategy: contract.ReservationStrategy;
  Role: contract.Role;
  SaleStatus: contract.SaleStatus;
  Scope: contract.Scope;
  Shortage: contract.Shortage;
  TransferStatus: contract.TransferStatus;
  VersionConflict: contract.VersionConflict;
}

export interface Inputs {
  AcceptInvitationInput: contract.AcceptInvitationInput;
  AdjustStockInput: contract.AdjustStockInput;
  AvailabilityInput: contract.AvailabilityInput;
  CancelSaleInput: contract.CancelSaleInput;
  CancelTransferInput: contract.CancelTransferInput;
  ChangePasswordInput: contract.ChangePasswordInput;
  CloseCompanyInput: contract.CloseCompanyInput;
  CommitReservationInput: contract.CommitReservationInput;
  CompleteSaleInput: contract.CompleteSaleInput;
  ConfirmSaleInput: contract.ConfirmSaleInput;
  CreateApiKeyInput: contract.CreateApiKeyInput;
  CreateBundleInput: contract.CreateBundleInput;
  CreateCategoryInput: contract.CreateCategoryInput;
  CreateProductInput: contract.CreateProductInput;
  CreateProductsInput: contract.CreateProductsInput;
  CreateReturnInput: contract.CreateReturnInput;
  CreateUnlinkedReturnInput: contract.CreateUnlinkedReturnInput;
  CreateSaleInput: contract.CreateSaleInput;
  CreateSupplierInput: contract.CreateSupplierInput;
  CreateWarehouseInput: contract.CreateWarehouseInput;
  DeactivateCategoryInput: contract.DeactivateCategoryInput;
  DeactivateMemberInput: contract.DeactivateMemberInput;
  DeactivateProductInput: contract.DeactivateProductInput;
  DeactivateSupplierInput: contract.DeactivateSupplierInput;
  DeactivateWarehouseInput: contract.DeactivateWarehouseInput;
  ExtendReservationInput: contract.ExtendReservationInput;
  GetBundleInput: contract.GetBundleInput;
  GetCategoryInput: contract.GetCategoryInput;
  GetProductBySkuInput: contract.GetProductBySkuInput;
  GetProductInput: contract.GetProductInput;
  GetReturnInput: contract.GetReturnInput;
  GetSaleInput: contract.GetSaleInput;
  GetSupplierInput: contract.GetSupplierInput;
  GetTransferInput: contract.GetTransferInput;
  GetWarehouseInput: contract.GetWarehouseInput;
  ImportSalesInput: contract.ImportSalesInput;
  InviteMemberInput: contract.InviteMemberInput;
  ListApiKeysInput: NonNullable<contract.ListApiKeysInput>;
  ListCategoriesInput: NonNullable<contract.ListCategoriesInput>;
  ListEventsInput: NonNullable<contract.ListEventsInput>;
  ListInvitationsInput: NonNullable<contract.ListInvitationsInput>;
  ListLowStockInput: NonNullable<contract.ListLowStockInput>;
  ListMembersInput: NonNullable<contract.ListMembersInput>;
  ListMovementsInput: NonNullable<contract.ListMovementsInput>;
  ListProductsInput: NonNullable<contract.ListProductsInput>;
  ListReturnsInput: NonNullable<contract.ListReturnsInput>;
  ListSalesInput: NonNullable<contract.ListSalesInput>;
  ListStockLevelsInput: NonNullable<contract.ListStockLevelsInput>;
  ListSupplierOffersInput: NonNullable<contract.ListSupplierOffersInput>;
  ListSuppliersInput: NonNullable<contract.ListSuppliersInput>;
  ListTransfersInput: NonNullable<contract.ListTransfersInput>;
  ListWarehousesInput: NonNullable<contract.ListWarehousesInput>;
  ReactivateMemberInput: contract.ReactivateMemberInput;
  ReceiveStockInput: contract.ReceiveStockInput;
  ReceiveTransferInput: contract.ReceiveTransferInput;
  ReleaseReservationInput: contract.ReleaseReservationInput;
  RemoveSupplierOfferInput: contract.RemoveSupplierOfferInput;
  ReserveStockInput: contract.ReserveStockInput;
  RevokeApiKeyInput: contract.RevokeApiKeyInput;
  RevokeInvitationInput: contract.RevokeInvitationInput;
  RotateApiKeyInput: contract.RotateApiKeyInput;
  SetBundleInput: contract.SetBundleInput;
  SetStockInput: contract.SetStockInput;
  SetSupplierOfferInput: contract.SetSupplierOfferInput;
  ShipTransferInput: contract.ShipTransferInput;
  SignInInput: contract.SignInInput;
  SignUpInput: contract.SignUpInput;
  TransferOwnershipInput: contract.TransferOwnershipInput;
  TransferStockInput: contract.TransferStockInput;
  UpdateCategoryInput: contract.UpdateCategoryInput;
  UpdateCompanyInput: contract.UpdateCompanyInput;
  UpdateMemberRoleInput: contract.UpdateMemberRoleInput;
  UpdateProductInput: contract.UpdateProductInput;
  UpdateSupplierInput: contract.UpdateSupplierInput;
  UpdateWarehouseInput: contract.UpdateWarehouseInput;
  VerifyLedgerInput: NonNullable<contract.VerifyLedgerInput>;
  ImportedReturn: (typeof contract.importedReturnSchema)['_input'];
  ImportedSale: (typeof contract.importedSaleSchema)['_input'];
  LineQuantity: NonNullable<contract.CommitReservationInput['lines']>[number];
}
