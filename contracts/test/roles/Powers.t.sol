// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import { IAccessManager } from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import { Fees } from "../../src/fees/Fees.sol";
import { ILoans } from "../../src/interfaces/ILoans.sol";
import { INotes } from "../../src/interfaces/INotes.sol";
import { Powers } from "../../src/roles/Powers.sol";
import { Roles } from "../../src/roles/Roles.sol";
import { Base } from "../Base.t.sol";

/// @notice What no role can take back: a power that was given up, and a guardian's cancelling.
contract PowersTest is Base {
    uint32 private constant NOTICE = 7 days;

    function test_APowerThatWasGivenUpIsNobodysForEver() external {
        assertFalse(manager.isGivenUp(address(loans), ILoans.setProduct.selector));
        vm.expectEmit(address(manager));
        emit Powers.PowerGivenUp(address(loans), ILoans.setProduct.selector);
        manager.giveUp(address(loans), _one(ILoans.setProduct.selector));
        assertTrue(manager.isGivenUp(address(loans), ILoans.setProduct.selector));
        _refusesProducts(operator);
        // Another role, the role of everybody, and an opened contract change nothing.
        manager.setTargetFunctionRole(address(loans), _one(ILoans.setProduct.selector), Roles.GUARDIAN);
        _refusesProducts(guardian);
        manager.setTargetFunctionRole(address(loans), _one(ILoans.setProduct.selector), manager.PUBLIC_ROLE());
        _refusesProducts(eve);
        manager.setTargetClosed(address(loans), false);
        _refusesProducts(operator);
        bytes memory data = abi.encodeCall(loans.setProduct, (0, aProduct()));
        vm.expectRevert(
            abi.encodeWithSelector(
                IAccessManager.AccessManagerUnauthorizedCall.selector,
                address(this),
                address(loans),
                ILoans.setProduct.selector
            )
        );
        manager.execute(address(loans), data);
    }

    function test_WhatWasNotGivenUpGoesOn() external {
        manager.giveUp(address(fees), _one(Fees.announcePayee.selector));
        vm.prank(operator);
        fees.announceFee(productId, 1);
        vm.prank(treasurer);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, treasurer));
        fees.announcePayee(eve);
    }

    function test_RevertWhen_AContractWithAGivenUpPowerIsPutUnderAnotherManager() external {
        Powers another = new Powers(address(this));
        assertFalse(manager.isAuthorityFixed(address(loans)));
        manager.giveUp(address(loans), _one(ILoans.setProduct.selector));
        assertTrue(manager.isAuthorityFixed(address(loans)));
        vm.expectRevert(abi.encodeWithSelector(Powers.AuthorityFixed.selector, address(loans)));
        manager.updateAuthority(address(loans), address(another));
        // By `execute`, too, which asks the manager itself.
        vm.expectRevert(abi.encodeWithSelector(Powers.AuthorityFixed.selector, address(loans)));
        manager.execute(
            address(manager), abi.encodeCall(manager.updateAuthority, (address(loans), address(another)))
        );
        manager.updateAuthority(address(fees), address(another));
    }

    function test_RevertWhen_AnybodyButTheAdminGivesAPowerUp() external {
        address[4] memory others = [operator, guardian, governor, eve];
        uint64 admin = manager.ADMIN_ROLE();
        for (uint256 i; i < others.length; ++i) {
            vm.prank(others[i]);
            vm.expectRevert(
                abi.encodeWithSelector(
                    IAccessManager.AccessManagerUnauthorizedAccount.selector, others[i], admin
                )
            );
            manager.giveUp(address(loans), _one(ILoans.setProduct.selector));
        }
    }

    function test_RevertWhen_ThePowerIsTheManagersOwn() external {
        vm.expectRevert(abi.encodeWithSelector(Powers.OwnPower.selector, Powers.giveUp.selector));
        manager.giveUp(address(manager), _one(Powers.giveUp.selector));
    }

    function test_WhoeverMustAnnounceMustAnnounceGivingUpToo() external {
        manager.grantRole(Roles.OPERATOR, operator, NOTICE);
        manager.grantRole(manager.ADMIN_ROLE(), address(this), NOTICE);
        bytes memory data = abi.encodeCall(manager.giveUp, (address(loans), _one(ILoans.setProduct.selector)));
        vm.expectRevert();
        manager.giveUp(address(loans), _one(ILoans.setProduct.selector));
        manager.schedule(address(manager), data, 0);
        vm.warp(block.timestamp + NOTICE);
        manager.execute(address(manager), data);
        assertTrue(manager.isGivenUp(address(loans), ILoans.setProduct.selector));
    }

    /// @dev Of an AccessManager alone, only the admin could cancel what the admin announced.
    function test_AGuardianCancelsWhateverWasAnnounced() external {
        manager.grantRole(Roles.GOVERNOR, governor, NOTICE);
        manager.grantRole(manager.ADMIN_ROLE(), address(this), NOTICE);
        bytes memory grant = abi.encodeCall(manager.grantRole, (Roles.VERIFIER, eve, 0));
        manager.schedule(address(manager), grant, 0);
        bytes memory model = abi.encodeCall(record.announceModel, (keccak256("model"), bytes32(0), ""));
        vm.prank(governor);
        manager.schedule(address(record), model, 0);

        vm.startPrank(guardian);
        manager.cancel(address(this), address(manager), grant);
        manager.cancel(governor, address(record), model);
        vm.stopPrank();

        vm.warp(block.timestamp + NOTICE);
        bytes32 id = manager.hashOperation(address(this), address(manager), grant);
        vm.expectRevert(abi.encodeWithSelector(IAccessManager.AccessManagerNotScheduled.selector, id));
        manager.execute(address(manager), grant);
        (bool isVerifier,) = manager.hasRole(Roles.VERIFIER, eve);
        assertFalse(isVerifier);
    }

    function test_RevertWhen_AnybodyElseCancels() external {
        manager.grantRole(manager.ADMIN_ROLE(), address(this), NOTICE);
        bytes memory grant = abi.encodeCall(manager.grantRole, (Roles.VERIFIER, eve, 0));
        manager.schedule(address(manager), grant, 0);
        address[3] memory others = [operator, verifier, eve];
        for (uint256 i; i < others.length; ++i) {
            vm.prank(others[i]);
            vm.expectRevert(
                abi.encodeWithSelector(
                    IAccessManager.AccessManagerUnauthorizedCancel.selector,
                    others[i],
                    address(this),
                    address(manager),
                    IAccessManager.grantRole.selector
                )
            );
            manager.cancel(address(this), address(manager), grant);
        }
    }

    function test_AGuardianDoesNothingByCancelling() external {
        bytes memory pause = abi.encodeCall(INotes.registerIssuer, (eve));
        vm.startPrank(guardian);
        vm.expectRevert();
        manager.schedule(address(notes), pause, 0);
        vm.expectRevert();
        manager.execute(address(notes), pause);
        bytes32 id = manager.hashOperation(registrar, address(notes), pause);
        vm.expectRevert(abi.encodeWithSelector(IAccessManager.AccessManagerNotScheduled.selector, id));
        manager.cancel(registrar, address(notes), pause);
    }

    function _refusesProducts(address caller) private {
        vm.prank(caller);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller));
        loans.setProduct(0, aProduct());
    }

    function _one(bytes4 selector) private pure returns (bytes4[] memory selectors) {
        selectors = new bytes4[](1);
        selectors[0] = selector;
    }
}
