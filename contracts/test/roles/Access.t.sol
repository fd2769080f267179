// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import { VmSafe } from "forge-std/Vm.sol";
import { IParticipants } from "../../src/interfaces/IParticipants.sol";
import { DeployedCode } from "../deployed/DeployedCode.sol";
import { AccessTable } from "./AccessTable.sol";

/// @notice Holds every row of the table against everybody: each role, each contract, the admin, borrowers, lenders and a stranger.
contract AccessTest is AccessTable {
    function test_RevertWhen_ARestrictedFunctionIsCalledByAnybodyButItsRole() external {
        address[] memory callers = _callers();
        for (uint256 i; i < rows.length; ++i) {
            Row memory row = rows[i];
            if (row.kind != Kind.Role) continue;
            for (uint256 j; j < callers.length; ++j) {
                if (callers[j] == row.allowed) continue;
                (bool ok, bytes memory answer) = _call(row, callers[j]);
                assertFalse(ok, _told(row, callers[j]));
                assertEq(answer, abi.encodeWithSelector(row.refusal, callers[j]), _told(row, callers[j]));
            }
        }
    }

    function test_RevertWhen_AnEntryForOneAccountIsCalledByAnother() external {
        address[] memory callers = _callers();
        for (uint256 i; i < rows.length; ++i) {
            Row memory row = rows[i];
            if (row.kind != Kind.Account) continue;
            for (uint256 j; j < callers.length; ++j) {
                if (callers[j] == row.allowed) continue;
                (bool ok, bytes memory answer) = _call(row, callers[j]);
                assertFalse(ok, _told(row, callers[j]));
                bytes4 refusal = bytes4(answer);
                // A draw asks first whether the caller takes part at all.
                bool known = refusal == row.refusal || refusal == IParticipants.WalletUnknown.selector;
                assertTrue(known, _told(row, callers[j]));
            }
        }
    }

    function test_WhomItIsForMayCallIt() external {
        for (uint256 i; i < rows.length; ++i) {
            Row memory row = rows[i];
            if (row.allowed == address(0)) continue;
            uint256 before = vm.snapshotState();
            (bool ok,) = _call(row, row.allowed);
            assertTrue(ok, _told(row, row.allowed));
            vm.revertToState(before);
        }
    }

    function test_WhatIsForAnyoneAsksForNoRole() external {
        address[] memory callers = _callers();
        for (uint256 i; i < rows.length; ++i) {
            Row memory row = rows[i];
            if (row.kind != Kind.Anyone) continue;
            for (uint256 j; j < callers.length; ++j) {
                uint256 before = vm.snapshotState();
                (bool ok, bytes memory answer) = _call(row, callers[j]);
                bool refused = !ok && bytes4(answer) == IAccessManaged.AccessManagedUnauthorized.selector;
                assertFalse(refused, _told(row, callers[j]));
                vm.revertToState(before);
            }
        }
    }

    function test_AViewChangesNothing() external view {
        for (uint256 i; i < rows.length; ++i) {
            Row memory row = rows[i];
            if (row.kind != Kind.View) continue;
            (bool ok,) = row.target.staticcall(row.data);
            assertTrue(ok, _told(row, address(this)));
        }
    }

    function test_EveryFunctionOfTheDeployedCodeStandsInOneRow() external {
        vm.skip(vm.isContext(VmSafe.ForgeContext.Coverage), "coverage writes the code otherwise");
        address[7] memory targets = [
            address(notes),
            address(participants),
            address(loans),
            address(products),
            address(record),
            address(fees),
            address(dollar)
        ];
        uint256 sum;
        for (uint256 i; i < targets.length; ++i) {
            bytes4[] memory selectors = DeployedCode.selectorsOf(targets[i]);
            assertGt(selectors.length, 3, "no dispatcher found");
            for (uint256 j; j < selectors.length; ++j) {
                assertEq(
                    _rowsOf(targets[i], selectors[j]),
                    1,
                    string.concat(vm.getLabel(targets[i]), " ", vm.toString(bytes32(selectors[j])))
                );
            }
            sum += selectors.length;
        }
        assertEq(sum, rows.length, "a row of a function that is not there");
    }

    function test_ArithmeticHasNothingToGuard() external {
        vm.skip(vm.isContext(VmSafe.ForgeContext.Coverage), "coverage writes the code otherwise");
        assertFalse(DeployedCode.canChangeState(address(loans.arithmetic())));
        assertTrue(DeployedCode.canChangeState(address(products)));
    }

    /// @dev The manager can close a contract to all roles. That reaches nothing of what people own.
    function test_ClosingEveryContractInTheManagerStopsRolesAlone() external {
        manager.setTargetClosed(address(notes), true);
        manager.setTargetClosed(address(participants), true);
        manager.setTargetClosed(address(loans), true);
        manager.setTargetClosed(address(fees), true);
        vm.prank(operator);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, operator));
        loans.setProduct(0, aProduct());
        vm.prank(alice);
        loans.withdraw(open, 5000 * ONE);
        vm.prank(bob);
        loans.cancel(open);
        claim(alice, open);
        vm.prank(bob);
        loans.draw(closed);
        manager.setTargetClosed(address(record), true);
        vm.prank(bob);
        loans.payOff(active, 20_000 * ONE);
        uint256 before = usd.balanceOf(alice);
        claim(alice, active);
        assertGt(usd.balanceOf(alice), before + 2500 * ONE);
    }

    function _callers() private view returns (address[] memory callers) {
        callers = new address[](16);
        (callers[0], callers[1], callers[2], callers[3]) = (operator, verifier, guardian, registrar);
        (callers[4], callers[5], callers[6]) = (address(loans), address(notes), address(manager));
        (callers[7], callers[8], callers[9]) = (bob, alice, dave);
        // `eve` is a stranger, this contract the admin of the manager.
        (callers[10], callers[11], callers[12]) = (eve, feePayee, address(this));
        (callers[13], callers[14], callers[15]) = (governor, underwriter, treasurer);
    }

    function _call(Row memory row, address caller) private returns (bool ok, bytes memory answer) {
        vm.prank(caller);
        return row.target.call(row.data);
    }

    function _rowsOf(address target, bytes4 selector) private view returns (uint256 count) {
        for (uint256 i; i < rows.length; ++i) {
            if (rows[i].target == target && bytes4(rows[i].data) == selector) ++count;
        }
    }

    function _told(Row memory row, address caller) private view returns (string memory) {
        return string.concat(
            vm.getLabel(row.target), " ", vm.toString(bytes32(bytes4(row.data))), " by ", vm.getLabel(caller)
        );
    }
}
