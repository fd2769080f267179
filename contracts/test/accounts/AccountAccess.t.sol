// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Account as BaseAccount } from "@openzeppelin/contracts/account/Account.sol";
import { PackedUserOperation } from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import { VmSafe } from "forge-std/Vm.sol";
import { Permission } from "../../src/accounts/IAccountPolicy.sol";
import { IPasskeyAccount } from "../../src/accounts/IPasskeyAccount.sol";
import { PasskeyAccount } from "../../src/accounts/PasskeyAccount.sol";
import { DeployedCode } from "../deployed/DeployedCode.sol";
import { Accounts } from "./Accounts.sol";

/// @notice Who may call what of an account: every function stands in one row, as in roles/AccessTable.sol.
contract AccountAccessTest is Accounts {
    enum Kind {
        EntryPoint,
        Factory,
        Self,
        Anyone,
        View
    }

    struct Row {
        Kind kind;
        bytes data;
    }

    Row[] private _rows;

    function setUp() public override {
        super.setUp();
        PasskeyAccount its = PasskeyAccount(payable(address(account)));
        bytes memory none = abi.encode(call(address(0), ""));
        assembly ("memory-safe") {
            // A batch of no calls.
            mstore(none, 64)
            mstore(add(none, 64), 0)
        }
        PackedUserOperation memory op = signed(operation(""), phone);
        _row(Kind.EntryPoint, abi.encodeCall(its.execute, (BATCH, none)));
        _row(Kind.EntryPoint, abi.encodeCall(its.executeWithBothFactors, (BATCH, none)));
        _row(Kind.EntryPoint, abi.encodeCall(its.validateUserOp, (op, hashOf(op), 0)));
        _row(Kind.Factory, abi.encodeCall(its.initialize, (someSetup())));
        _row(Kind.Self, abi.encodeCall(its.schedule, ("", 0)));
        _row(Kind.Self, abi.encodeCall(its.cancel, (0)));
        _row(Kind.Self, abi.encodeCall(its.vetoRecovery, ()));
        _row(Kind.Self, abi.encodeCall(its.setCallPermission, (eve, 0, Permission.Never)));
        _row(Kind.Self, abi.encodeCall(its.setDomainAllowed, (0, false)));
        _row(Kind.Self, abi.encodeCall(its.setSpendingLimit, (eve, 0, 0)));
        _row(Kind.Self, abi.encodeCall(its.changeSigners, (someSigners())));
        _row(Kind.Self, abi.encodeCall(its.changeTrustees, (trustees, 1)));
        _row(Kind.Anyone, abi.encodeCall(its.executeScheduled, ("", 0)));
        _row(
            Kind.Anyone,
            abi.encodeCall(
                its.proposeRecovery, (someSigners(), block.timestamp, new address[](0), new bytes[](0))
            )
        );
        _row(Kind.Anyone, abi.encodeCall(its.finaliseRecovery, (someSigners())));
        _row(Kind.Anyone, abi.encodeCall(its.rehearse, (eve, block.timestamp, "")));
        _row(Kind.View, abi.encodeCall(its.onERC721Received, (eve, eve, 1, "")));
        _row(Kind.View, abi.encodeCall(its.onERC1155Received, (eve, eve, 1, 1, "")));
        _row(Kind.View, abi.encodeCall(its.onERC1155BatchReceived, (eve, eve, list(1), list(1), "")));
        _row(Kind.View, abi.encodeCall(its.supportsInterface, (bytes4(0))));
        _row(Kind.View, abi.encodeCall(its.supportsExecutionMode, (BATCH)));
        _row(Kind.View, abi.encodeCall(its.isValidSignature, (0, "")));
        _row(Kind.View, abi.encodeCall(its.eip712Domain, ()));
        _row(Kind.View, abi.encodeCall(its.entryPoint, ()));
        _row(Kind.View, abi.encodeWithSignature("getNonce()"));
        _row(Kind.View, abi.encodeWithSignature("getNonce(uint192)", 0));
        _row(Kind.View, abi.encodeCall(its.policy, ()));
        _row(Kind.View, abi.encodeCall(its.threshold, ()));
        _row(Kind.View, abi.encodeCall(its.secondThreshold, ()));
        _row(Kind.View, abi.encodeCall(its.signerSet, ()));
        _row(Kind.View, abi.encodeCall(its.trustees, ()));
        _row(Kind.View, abi.encodeCall(its.permissionOf, (eve, bytes4(0))));
        _row(Kind.View, abi.encodeCall(its.isDomainAllowed, (0)));
        _row(Kind.View, abi.encodeCall(its.spendingLimitOf, (eve)));
        _row(Kind.View, abi.encodeCall(its.spentOf, (eve)));
        _row(Kind.View, abi.encodeCall(its.isKnownPayee, (eve)));
        _row(Kind.View, abi.encodeCall(its.scheduledId, ("", 0)));
        _row(Kind.View, abi.encodeCall(its.scheduled, (0)));
        _row(Kind.View, abi.encodeCall(its.recovery, ()));
    }

    function test_EveryFunctionStandsInOneRow() external {
        vm.skip(vm.isContext(VmSafe.ForgeContext.Coverage), "coverage writes the code otherwise");
        bytes4[] memory selectors = DeployedCode.selectorsOf(factory.implementation());
        for (uint256 i; i < selectors.length; ++i) {
            uint256 count;
            for (uint256 j; j < _rows.length; ++j) {
                if (bytes4(_rows[j].data) == selectors[i]) ++count;
            }
            assertEq(count, 1, vm.toString(bytes32(selectors[i])));
        }
        assertEq(selectors.length, _rows.length, "a row of a function that is not there");
    }

    function test_RevertWhen_SomebodyCallsWhatIsNotForThem() external {
        address[8] memory callers = [
            address(entryPoint), address(factory), address(account), coSigner, alice, operator, eve, bundler
        ];
        for (uint256 i; i < _rows.length; ++i) {
            Row memory row = _rows[i];
            (address allowed, bytes4 refusal) = _ruleOf(row);
            if (refusal == 0) continue;
            for (uint256 j; j < callers.length; ++j) {
                if (callers[j] == allowed) continue;
                vm.prank(callers[j]);
                (bool ok, bytes memory answer) = address(account).call(row.data);
                assertFalse(ok, vm.toString(row.data));
                assertEq(answer, abi.encodeWithSelector(refusal, callers[j]), vm.toString(row.data));
            }
        }
    }

    function test_TheEntryPointMayCallWhatIsForIt() external {
        for (uint256 i; i < _rows.length; ++i) {
            if (_rows[i].kind != Kind.EntryPoint) continue;
            vm.prank(address(entryPoint));
            (bool ok,) = address(account).call(_rows[i].data);
            assertTrue(ok, vm.toString(_rows[i].data));
        }
    }

    function test_AViewChangesNothing() external view {
        for (uint256 i; i < _rows.length; ++i) {
            if (_rows[i].kind != Kind.View) continue;
            (bool ok,) = address(account).staticcall(_rows[i].data);
            assertTrue(ok, vm.toString(_rows[i].data));
        }
    }

    /// @dev The policy and the verifier of passkeys have nothing to guard, and the factory nothing but the making of accounts.
    function test_PolicyAndVerifierCanChangeNothing() external {
        vm.skip(vm.isContext(VmSafe.ForgeContext.Coverage), "coverage writes the code otherwise");
        assertFalse(DeployedCode.canChangeState(address(policy)));
        assertFalse(DeployedCode.canChangeState(factory.verifier()));
        assertEq(DeployedCode.selectorsOf(address(factory)).length, 4);
    }

    function _ruleOf(Row memory row) private view returns (address allowed, bytes4 refusal) {
        if (row.kind == Kind.EntryPoint) {
            bool validates = bytes4(row.data) == BaseAccount.validateUserOp.selector;
            refusal =
                validates ? BaseAccount.AccountUnauthorized.selector : IPasskeyAccount.NotEntryPoint.selector;
            return (address(entryPoint), refusal);
        }
        if (row.kind == Kind.Factory) return (address(factory), IPasskeyAccount.NotFactory.selector);
        if (row.kind == Kind.Self) return (address(account), IPasskeyAccount.NotSelf.selector);
        return (address(0), 0);
    }

    function _row(Kind kind, bytes memory data) private {
        _rows.push(Row(kind, data));
    }
}
