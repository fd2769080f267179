// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IERC20Metadata } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import { ILoans } from "../interfaces/ILoans.sol";
import { GREATEST_PRINCIPAL, GREATEST_PRODUCT_ID } from "./FundingWord.sol";
import { LoansStorage } from "./LoansStorage.sol";
import { GREATEST_DRAW_PERIOD } from "./TermsWord.sol";

/// @notice What borrowers may ask for. A loan copies what it needs at its request, so a change never touches it.
abstract contract Products is LoansStorage {
    uint256 private constant GREATEST_RATE = 1_000_000;
    uint256 private constant GREATEST_TERM_DAYS = 10_955;
    uint256 private constant GREATEST_DECIMALS = 18;

    /// @inheritdoc ILoans
    uint32 public productCount;
    mapping(uint32 productId => Product) internal _products;
    mapping(uint32 productId => uint8) internal _decimals;

    /// @inheritdoc ILoans
    function setProduct(uint32 productId, Product calldata product_) external restricted returns (uint32) {
        if (productId == 0) {
            productId = ++productCount;
            _within("productId", productId, 1, GREATEST_PRODUCT_ID);
        } else if (productId > productCount) {
            revert ProductUnknown(productId);
        }
        _within("methods", product_.methods, 1, 15);
        _within("leastPrincipal", product_.leastPrincipal, 1, product_.greatestPrincipal);
        _within("greatestPrincipal", product_.greatestPrincipal, 1, GREATEST_PRINCIPAL);
        _within("leastTicket", product_.leastTicket, 1, product_.leastPrincipal);
        _within("leastTermDays", product_.leastTermDays, 1, product_.greatestTermDays);
        _within("greatestTermDays", product_.greatestTermDays, 1, GREATEST_TERM_DAYS);
        _within("greatestRate", product_.greatestRate, 0, GREATEST_RATE);
        _within("lateRate", product_.lateRate, 0, GREATEST_RATE);
        _within("defaultDays", product_.defaultDays, uint256(product_.graceDays) + 1, type(uint16).max);
        _within("fundingPeriod", product_.fundingPeriod, 1, type(uint32).max);
        _within("drawPeriod", product_.drawPeriod, 1, GREATEST_DRAW_PERIOD);
        _within("leastShare", product_.leastShare, 1, 1_000_000);
        uint8 decimals = IERC20Metadata(product_.currency).decimals();
        _within("decimals", decimals, 0, GREATEST_DECIMALS);
        _decimals[productId] = decimals;
        _products[productId] = product_;
        emit ProductSet(productId, product_);
        return productId;
    }

    /// @inheritdoc ILoans
    function product(uint32 productId) external view returns (Product memory) {
        return _products[productId];
    }

    function _within(bytes32 field, uint256 given, uint256 least, uint256 greatest) private pure {
        if (given < least || given > greatest) revert ProductInvalid(field, given, least, greatest);
    }
}
