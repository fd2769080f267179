// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { ILoans } from "../../src/interfaces/ILoans.sol";
import { Caps } from "./Caps.sol";
import { Handler } from "./Handler.sol";
import { World } from "./World.sol";

/// @notice Makes up what borrowers ask for.
abstract contract Requesting is Handler {
    /// @dev More would only make every look at everybody slower.
    uint256 private constant GREATEST_LOANS = 20;

    Caps internal immutable _caps;

    constructor(World world_, Caps caps) Handler(world_) {
        _caps = caps;
    }

    function _hasEnoughLoans() internal view returns (bool) {
        return loansGhost.ids().length >= GREATEST_LOANS;
    }

    function _request(uint32 productId, uint256 principal, uint32 rate, uint8 shape, uint16 count)
        internal
        view
        returns (ILoans.Request memory wanted)
    {
        ILoans.Product memory product = loans.product(productId);
        wanted.productId = productId;
        wanted.principal = _bound(principal, product.leastPrincipal, product.greatestPrincipal);
        wanted.annualRate = rate % 8 == 0 ? 0 : rate % (product.greatestRate + 1);
        wanted.method = ILoans.Method(shape % 4);
        wanted.unit = ILoans.Unit(shape / 4 % 3);
        wanted.count = wanted.method == ILoans.Method.Bullet ? 1 : 1 + count % 6;
        wanted.interval = 1 + shape / 16 % 3;
        bool amortising = wanted.method <= ILoans.Method.EqualPrincipal;
        if (amortising && count % 5 == 0) wanted.interestOnlyCount = wanted.count / 2;
        wanted.fundingDeadline = uint40(block.timestamp + product.fundingPeriod);
        wanted.autoRepay = shape % 2 == 0;
        wanted.zhHash = keccak256("zh");
        wanted.enHash = keccak256("en");
    }
}
