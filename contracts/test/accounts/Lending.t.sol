// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Permission } from "../../src/accounts/IAccountPolicy.sol";
import { IPasskeyAccount } from "../../src/accounts/IPasskeyAccount.sol";
import { Spender } from "./Spender.sol";

/// @notice What one factor alone may lend, and pay of others' debts.
contract LendingTest is Spender {
    function test_WhatIsLentCounts() external {
        (uint256 first, uint256 second) = (requested(aRequest()), _requestedByCarol());
        _allowLoans();
        _lend(_funding(first, 400 * ONE));
        _assertSpent(400 * ONE, 0);
        bytes memory funding = _fundingMany(first, 300 * ONE, second, 301 * ONE);
        fails(signed(oneFactor(call(address(loans), funding)), laptop), _exceeded(400 * ONE, 601 * ONE));
        _lend(_fundingMany(first, 300 * ONE, second, 300 * ONE));
        // No payee is new to whom money is lent: the whole limit is there for it, and none of the part for new payees is used.
        _assertSpent(LIMIT, 0);
        fails(signed(oneFactor(payment(shop, 1)), phone), _exceeded(LIMIT, 1));
        fails(
            signed(oneFactor(call(address(loans), _funding(second, 10 * ONE))), phone),
            _exceeded(LIMIT, 10 * ONE)
        );
        done(signed(bothFactors(call(address(loans), _funding(second, 5000 * ONE))), phone, laptop));
        _assertSpent(LIMIT, 0);
    }

    function test_NothingIsLentByAnEmptyList() external {
        bytes memory funding =
            abi.encodeCall(loans.fundMany, (new uint256[](0), new uint256[](0), address(account)));
        handle(signed(oneFactor(call(address(loans), funding)), phone));
        _assertSpent(0, 0);
    }

    function test_RevertWhen_AmountsLentTogetherOverflow() external {
        uint256 loanId = requested(aRequest());
        handle(
            signed(oneFactor(call(address(loans), _fundingMany(loanId, type(uint256).max, loanId, 2))), phone)
        );
        _assertSpent(0, 0);
    }

    function test_SomebodyElsesDebtCountsAndOnesOwnDoesNot() external {
        uint256 loanId = _lent();
        vm.warp(loans.dueAt(loanId, 1));
        _counts(address(loans), abi.encodeCall(loans.repay, (loanId, 10 * ONE)));
        fails(
            signed(oneFactor(call(address(loans), abi.encodeCall(loans.repay, (loanId, LIMIT)))), phone),
            _exceeded(10 * ONE, LIMIT)
        );
        uint256 own = _borrowed();
        usd.mint(address(account), 10_000 * ONE);
        bytes memory repaying = abi.encodeCall(loans.repay, (own, 3 * LIMIT));
        done(signed(oneFactor(call(address(loans), repaying)), phone));
        _assertSpent(0, 0);
        assertLt(loans.loan(own).position.outstandingPrincipal, loans.loan(own).terms.principal);
    }

    function test_LendingDoesNotCountWhereTheOwnerWantsItSo() external {
        uint256 loanId = requested(aRequest());
        _allowLoans();
        fails(
            signed(oneFactor(toSelf(_permission(Permission.OneFactor))), phone),
            abi.encodeWithSelector(
                IPasskeyAccount.BothFactorsNeeded.selector, IPasskeyAccount.setCallPermission.selector
            )
        );
        done(signed(bothFactors(toSelf(_permission(Permission.OneFactor))), phone, laptop));
        _lend(_funding(loanId, 5000 * ONE));
        _assertSpent(0, 0);
        // Back again is instant.
        done(signed(oneFactor(toSelf(_permission(Permission.WithinLimit))), phone));
        fails(
            signed(oneFactor(call(address(loans), _funding(loanId, LIMIT + 1))), phone),
            _exceeded(0, LIMIT + 1)
        );
    }
}
