// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IERC7821 } from "@openzeppelin/contracts/interfaces/draft-IERC7821.sol";
import { Execution } from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import { PackedUserOperation } from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import { ILoans } from "../../src/interfaces/ILoans.sol";
import { Permission } from "../../src/accounts/IAccountPolicy.sol";
import { IPasskeyAccount } from "../../src/accounts/IPasskeyAccount.sol";
import { Accounts } from "./Accounts.sol";
import { Passkey } from "./Passkeys.sol";

/// @notice Somebody who holds one factor, a co-signer or the trustees' keys tries everything, and time passes. The owner does nothing.
/// @dev Deploys a world of its own. Keeps what left the account by the second it left.
contract AccountHandler is Accounts {
    struct Outgo {
        uint256 time;
        uint256 amount;
    }

    Outgo[] private _outgoes;
    address[] private _payees;
    address private _accomplice;
    uint256 private _raise;
    uint256 private _debt;
    uint256 public moved;
    uint256 public refused;
    bytes32 public immutable beginning;

    constructor() {
        setUp();
        for (uint256 i; i < 4; ++i) {
            _payees.push(address(uint160(0x5000 + i)));
        }
        usd.mint(address(account), 1_000_000 * ONE);
        // Two of them are known, so that the whole limit is in reach from the first step on.
        handle(signed(bothFactors(payment(_payees[0], 1)), phone, laptop));
        handle(signed(bothFactors(payment(_payees[1], 1)), phone, laptop));
        bytes memory approval = abi.encodeCall(IERC20.approve, (address(loans), type(uint256).max));
        handle(signed(oneFactor(call(address(usd), approval)), phone));
        _debt = _anAccompliceAsks();
        vm.prank(alice);
        loans.fund(_debt, 1_000_000 * ONE, alice);
        vm.warp(loans.drawableFrom(_debt));
        vm.prank(_accomplice);
        loans.draw(_debt);
        beginning = state();
    }

    /// @dev Everything the owner decides: signers, trustees, limits and the list.
    function state() public view returns (bytes32) {
        (address[] memory trustees_, uint256 needed) = account.trustees();
        (uint256 payments, uint256 onNew) = account.spendingLimitOf(address(usd));
        return keccak256(
            abi.encode(
                account.signerSet(),
                trustees_,
                needed,
                payments,
                onNew,
                account.permissionOf(address(usd), IERC20.transfer.selector),
                account.permissionOf(address(usd), IERC20.approve.selector),
                account.permissionOf(address(this), this.state.selector),
                account.isDomainAllowed(domainOf(address(usd)))
            )
        );
    }

    /// @dev The most that left within any 24 hours.
    function mostInADay() external view returns (uint256 most) {
        for (uint256 i; i < _outgoes.length; ++i) {
            uint256 sum;
            for (uint256 j = i; j < _outgoes.length; ++j) {
                if (_outgoes[j].time >= _outgoes[i].time + 1 days) break;
                sum += _outgoes[j].amount;
            }
            if (sum > most) most = sum;
        }
    }

    function pay(uint256 payee, uint256 amount, bool other) external {
        amount = bound(amount, 1, LIMIT * 11 / 10);
        // What is sent to the platform is lost, and so has left as well.
        _try(payment(payee % 5 == 4 ? address(notes) : _payees[payee % 5], amount), other);
    }

    function payInTwo(uint256 payee, uint256 amount) external {
        amount = bound(amount, 1, LIMIT);
        bytes memory first = abi.encodeCall(IERC20.transfer, (_payees[payee % 4], amount / 2));
        bytes memory second = abi.encodeCall(IERC20.transfer, (_payees[payee / 4 % 4], amount - amount / 2));
        _try(calls_(address(usd), first, address(usd), second), false);
    }

    /// @dev An allowance is used up at once, to the last unit.
    function allow(uint256 payee, uint256 amount) external {
        amount = bound(amount, 1, LIMIT * 11 / 10);
        address to = _payees[payee % 4];
        _try(call(address(usd), abi.encodeCall(IERC20.approve, (to, amount))), false);
        uint256 allowed = usd.allowance(address(account), to);
        if (allowed == 0) return;
        vm.prank(to);
        usd.transferFrom(address(account), to, allowed);
        _outgoes.push(Outgo(block.timestamp, allowed));
        moved += allowed;
    }

    /// @dev Whoever holds the phone knows who borrows.
    function lend(uint256 amount, bool many) external {
        amount = bound(amount, 10 * ONE, LIMIT * 11 / 10);
        if (_raise == 0 || block.timestamp > loans.loan(_raise).fundingDeadline) {
            _raise = _anAccompliceAsks();
        }
        bytes memory funding = many
            ? abi.encodeCall(ILoans.fundMany, (list(_raise), list(amount), address(account)))
            : abi.encodeCall(ILoans.fund, (_raise, amount, address(account)));
        _try(call(address(loans), funding), many);
    }

    /// @dev Nor need they lend: a debt that is paid is as good.
    function payDebt(uint256 amount) external {
        amount = bound(amount, 1, LIMIT * 11 / 10);
        _try(call(address(loans), abi.encodeCall(ILoans.repay, (_debt, amount))), false);
    }

    function widen(uint256 what) external {
        bytes memory data;
        what %= 5;
        if (what == 0) {
            data = abi.encodeCall(IPasskeyAccount.setSpendingLimit, (address(usd), LIMIT * 2, LIMIT));
        } else if (what == 1) {
            data = abi.encodeCall(
                IPasskeyAccount.setCallPermission,
                (address(this), this.state.selector, Permission.BothFactors)
            );
        } else if (what == 2) {
            data = abi.encodeCall(IPasskeyAccount.setDomainAllowed, (domainOf(address(usd)), true));
        } else if (what == 3) {
            data = abi.encodeCall(IPasskeyAccount.changeSigners, (signerSet(stranger.signer, laptop.signer)));
        } else {
            data = abi.encodeCall(IPasskeyAccount.changeTrustees, (new address[](0), 0));
        }
        _try(toSelf(data), what % 2 == 0);
    }

    /// @dev The owner sees the notice and takes it back in time: what is left is what nobody had to notice.
    function announce(uint256 amount, uint256 wait) external {
        Execution[] memory calls = payment(_payees[0], bound(amount, 1, LIMIT * 100));
        bytes memory data = abi.encode(calls);
        bytes32 salt = bytes32(amount);
        _try(toSelf(abi.encodeCall(IPasskeyAccount.schedule, (data, salt))), false);
        vm.warp(block.timestamp + bound(wait, 0, DELAY - 1));
        try account.executeScheduled(data, salt) {
            revert("done before the delay");
        } catch {
            ++refused;
        }
        bytes32 id = account.scheduledId(data, salt);
        _try(toSelf(abi.encodeCall(IPasskeyAccount.cancel, (id))), true);
    }

    function byCoSigner(uint256 what) external {
        Execution[] memory calls =
            what % 2 == 0 ? payment(_payees[0], 1) : toSelf(abi.encodeCall(IPasskeyAccount.vetoRecovery, ()));
        PackedUserOperation memory op = oneFactor(calls);
        op.signature = signatures(abi.encodePacked(coSigner), sign(coSignerKey, hashOf(op)));
        try this.handleOne(op) {
            revert("the co-signer did something alone");
        } catch (bytes memory reason) {
            assertEq(bytes4(reason), bytes4(0x220266b6), "refused for another reason");
            ++refused;
        }
    }

    /// @dev The trustees propose, cannot do it before the wait is over, and the owner vetoes it in time.
    function byTrustees(uint256 wait) external {
        (,, uint256 from,) = account.recovery();
        if (block.timestamp < from) {
            ++refused;
            return;
        }
        IPasskeyAccount.SignerSet memory next = signerSet(stranger.signer, laptop.signer);
        bytes32 digest = recoveryDigest(next, block.timestamp);
        (address[] memory by, bytes[] memory list_) = (new address[](2), new bytes[](2));
        (by[0], by[1]) = (trustees[0], trustees[2]);
        (list_[0], list_[1]) = (sign(keyOf[by[0]], digest), sign(keyOf[by[1]], digest));
        account.proposeRecovery(next, block.timestamp, by, list_);
        vm.warp(block.timestamp + bound(wait, 0, RECOVERY_DELAY - 1));
        try account.finaliseRecovery(next) {
            revert("other signers before the wait was over");
        } catch {
            ++refused;
        }
        PackedUserOperation memory op = signed(oneFactor(payment(_payees[0], 1)), stranger);
        try this.handleOne(op) {
            revert("a signer who was only proposed signed");
        } catch {
            ++refused;
        }
        _try(toSelf(abi.encodeCall(IPasskeyAccount.vetoRecovery, ())), true);
    }

    /// @dev With one factor's signature what asks for both is not valid.
    function asIfBoth(uint256 payee, uint256 amount) external {
        PackedUserOperation memory op =
            signed(bothFactors(payment(_payees[payee % 4], bound(amount, 1, LIMIT))), phone);
        try this.handleOne(op) {
            revert("one factor passed for both");
        } catch {
            ++refused;
        }
    }

    function wait_(uint256 time) external {
        vm.warp(block.timestamp + bound(time, 1, 30 hours));
    }

    function waitForDays(uint256 time) external {
        vm.warp(block.timestamp + bound(time, 1 days, 5 days));
    }

    function handleOne(PackedUserOperation memory op) external {
        handle(op);
    }

    /// @dev Somebody new each time, since one borrower has few loans at once.
    function _anAccompliceAsks() private returns (uint256 loanId) {
        _accomplice = address(uint160(_accomplice) + 0x6000);
        enrol(_accomplice, 0);
        ILoans.Request memory request_ = aRequest();
        request_.principal = 1_000_000 * ONE;
        vm.prank(_accomplice);
        loanId = loans.request(request_);
    }

    function _try(Execution[] memory calls, bool other) private {
        Passkey memory passkey = other ? laptop : phone;
        uint256 before = usd.balanceOf(address(account));
        handle(signed(oneFactor(calls), passkey));
        uint256 gone = before - usd.balanceOf(address(account));
        if (gone == 0) {
            ++refused;
            return;
        }
        _outgoes.push(Outgo(block.timestamp, gone));
        moved += gone;
    }
}
