// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Execution } from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IAccountPolicy, Permission } from "../../src/accounts/IAccountPolicy.sol";
import { IPasskeyAccount } from "../../src/accounts/IPasskeyAccount.sol";
import { PasskeyAccount } from "../../src/accounts/PasskeyAccount.sol";
import { PlatformPolicy } from "../../src/accounts/PlatformPolicy.sol";
import { Accounts } from "./Accounts.sol";

/// @notice The account makes the calls on its list and no others.
contract CallsTest is Accounts {
    bytes4 private constant POKE = bytes4(keccak256("poke()"));
    uint256 private _poked;

    function poke() external {
        ++_poked;
    }

    /// @dev Tries to have announced calls made in the middle of a batch.
    function reenter(bytes calldata data) external {
        account.executeScheduled(data, 0);
    }

    function test_ThePolicyTellsItsRules() external view {
        PlatformPolicy.Rules memory rules = someRules();
        assertEq(abi.encode(policy.allowedCalls()), abi.encode(rules.allowedCalls));
        assertEq(abi.encode(policy.spendingLimits()), abi.encode(rules.spendingLimits));
        assertEq(policy.platform(), rules.platform);
        assertEq(abi.encode(policy.domains()), abi.encode(rules.domains));
        for (uint256 i; i < rules.allowedCalls.length; ++i) {
            IAccountPolicy.AllowedCall memory allowed = rules.allowedCalls[i];
            assertEq(uint8(account.permissionOf(allowed.target, allowed.selector)), uint8(allowed.permission));
        }
        assertEq(account.policy(), address(policy));
    }

    function test_RevertWhen_ADelayOfAPolicyMakesNoSense() external {
        PlatformPolicy.Rules memory rules = someRules();
        rules.delay = 1 hours - 1;
        _refusedPolicy(rules, 1 hours - 1, 1 hours, 30 days);
        rules.delay = DELAY;
        rules.recoveryDelay = 2 days - 1;
        _refusedPolicy(rules, 2 days - 1, 2 days, 90 days);
        rules.recoveryDelay = RECOVERY_DELAY;
        rules.coolingPeriod = 91 days;
        _refusedPolicy(rules, 91 days, 1 days, 90 days);
    }

    function test_RevertWhen_ACallIsNotOnTheList() external {
        bytes memory refusal =
            abi.encodeWithSelector(IPasskeyAccount.CallNotAllowed.selector, address(this), POKE);
        fails(signed(oneFactor(_poke()), phone), refusal);
        fails(signed(bothFactors(_poke()), phone, laptop), refusal);
    }

    function test_RevertWhen_OneCallOfABatchIsNotOnTheList() external {
        fails(
            signed(
                oneFactor(
                    calls_(
                        address(usd),
                        abi.encodeCall(IERC20.transfer, (shop, ONE)),
                        address(this),
                        abi.encodeCall(this.poke, ())
                    )
                ),
                phone
            ),
            abi.encodeWithSelector(IPasskeyAccount.CallNotAllowed.selector, address(this), POKE)
        );
        assertEq(usd.balanceOf(shop), 0);
    }

    function test_RevertWhen_OneFactorMakesACallForBoth() external {
        bytes4 selector = loans.setWallet.selector;
        fails(
            signed(oneFactor(call(address(loans), abi.encodeCall(loans.setWallet, (1, eve)))), phone),
            abi.encodeWithSelector(IPasskeyAccount.CallNeedsBothFactors.selector, address(loans), selector)
        );
    }

    function test_WideningWaitsAndNarrowingIsInstant() external {
        bytes memory widen = _permit(Permission.BothFactors);
        fails(
            signed(oneFactor(toSelf(widen)), phone),
            abi.encodeWithSelector(
                IPasskeyAccount.BothFactorsNeeded.selector, IPasskeyAccount.setCallPermission.selector
            )
        );
        (bytes memory data,) = scheduled(toSelf(_permit(Permission.OneFactor)));
        vm.warp(block.timestamp + DELAY);
        account.executeScheduled(data, 0);
        done(signed(oneFactor(_poke()), phone));
        assertEq(_poked, 1);
        vm.expectEmit(address(account));
        emit IPasskeyAccount.CallPermissionSet(address(this), POKE, Permission.BothFactors);
        done(signed(oneFactor(toSelf(widen)), phone));
        done(signed(bothFactors(_poke()), phone, laptop));
        done(signed(oneFactor(toSelf(_permit(Permission.Never))), phone));
        fails(
            signed(bothFactors(_poke()), phone, laptop),
            abi.encodeWithSelector(IPasskeyAccount.CallNotAllowed.selector, address(this), POKE)
        );
    }

    function test_TheOwnersWordOverridesThePolicys() external {
        bytes memory narrow = abi.encodeCall(
            IPasskeyAccount.setCallPermission, (address(usd), IERC20.transfer.selector, Permission.Never)
        );
        done(signed(oneFactor(toSelf(narrow)), phone));
        fails(
            signed(bothFactors(payment(shop, ONE)), phone, laptop),
            abi.encodeWithSelector(
                IPasskeyAccount.CallNotAllowed.selector, address(usd), IERC20.transfer.selector
            )
        );
    }

    /// @dev A batch may widen the list and use it, if both factors sign.
    function test_ACallMayBeAllowedInTheSameBatch() external {
        Execution[] memory calls = calls_(
            address(account), _permit(Permission.BothFactors), address(this), abi.encodeCall(this.poke, ())
        );
        done(signed(bothFactors(calls), phone, laptop));
        assertEq(_poked, 1);
    }

    /// @dev By ERC-7821 address 0 is the account itself.
    function test_AddressZeroIsTheAccount() external {
        bytes memory lower = abi.encodeCall(IPasskeyAccount.setSpendingLimit, (address(usd), 0, 0));
        done(signed(oneFactor(call(address(0), lower)), phone));
        (uint256 payments,) = account.spendingLimitOf(address(usd));
        assertEq(payments, 0);
    }

    function test_RevertWhen_ScheduledCallsAreMadeWithinABatch() external {
        bytes4 selector = this.reenter.selector;
        bytes memory allowing = abi.encodeCall(
            IPasskeyAccount.setCallPermission, (address(this), selector, Permission.OneFactor)
        );
        done(signed(bothFactors(toSelf(allowing)), phone, laptop));
        (bytes memory data,) = scheduled(payment(shop, 5000 * ONE));
        vm.warp(block.timestamp + DELAY);
        fails(
            signed(oneFactor(call(address(this), abi.encodeCall(this.reenter, (data)))), phone),
            abi.encodeWithSelector(IPasskeyAccount.AlreadyExecuting.selector)
        );
        account.executeScheduled(data, 0);
    }

    function test_RevertWhen_SomebodyElseChangesTheAccount() external {
        address[4] memory callers = [alice, coSigner, address(entryPoint), address(factory)];
        for (uint256 i; i < callers.length; ++i) {
            vm.startPrank(callers[i]);
            _refusedTo(callers[i], _permit(Permission.Never));
            _refusedTo(callers[i], abi.encodeCall(IPasskeyAccount.setSpendingLimit, (address(usd), 0, 0)));
            _refusedTo(callers[i], abi.encodeCall(IPasskeyAccount.setDomainAllowed, (0, false)));
            _refusedTo(callers[i], abi.encodeCall(IPasskeyAccount.schedule, ("", 0)));
            _refusedTo(callers[i], abi.encodeCall(IPasskeyAccount.cancel, (0)));
            _refusedTo(callers[i], abi.encodeCall(IPasskeyAccount.vetoRecovery, ()));
            _refusedTo(callers[i], abi.encodeCall(IPasskeyAccount.changeSigners, (someSigners())));
            _refusedTo(callers[i], abi.encodeCall(IPasskeyAccount.changeTrustees, (new address[](0), 0)));
            vm.stopPrank();
        }
    }

    function test_ItReceivesTokensOfOtherKinds() external view {
        assertTrue(account_().supportsInterface(0x4e2312e0));
    }

    function account_() private view returns (PasskeyAccount) {
        return PasskeyAccount(payable(address(account)));
    }

    function _refusedTo(address caller, bytes memory data) private {
        (bool ok, bytes memory answer) = address(account).call(data);
        assertFalse(ok);
        assertEq(answer, abi.encodeWithSelector(IPasskeyAccount.NotSelf.selector, caller));
    }

    function _refusedPolicy(PlatformPolicy.Rules memory rules, uint256 given, uint256 least, uint256 greatest)
        private
    {
        vm.expectRevert(
            abi.encodeWithSelector(IAccountPolicy.DelayOutOfRange.selector, given, least, greatest)
        );
        new PlatformPolicy(rules);
    }

    function _poke() private view returns (Execution[] memory) {
        return call(address(this), abi.encodeCall(this.poke, ()));
    }

    function _permit(Permission permission) private view returns (bytes memory) {
        return abi.encodeCall(IPasskeyAccount.setCallPermission, (address(this), POKE, permission));
    }
}
