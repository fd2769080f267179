// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { ILoans } from "../../src/interfaces/ILoans.sol";
import { Handler } from "./Handler.sol";
import { PermitSigner } from "./PermitSigner.sol";
import { World } from "./World.sol";

/// @notice Everything that happens to a loan after its draw, good and bad.
contract RepaymentHandler is Handler, PermitSigner {
    constructor(World world_) Handler(world_) { }

    function repay(uint256 seed, uint256 amount, uint256 payerSeed) external {
        uint256 id = _owing(seed);
        amount = _part(amount, _quote(id, false), seed);
        _pay("repay", id, _payer(id, payerSeed), false, abi.encodeCall(loans.repay, (id, amount)));
    }

    function repayWithPermit(uint256 seed, uint256 amount, uint256 payerSeed, bool used) external {
        uint256 id = _owing(seed);
        address payer = _payer(id, payerSeed);
        amount = _part(amount, _quote(id, false), seed);
        _pay("repayWithPermit", id, payer, false, _withPermit(id, amount, payer, used));
    }

    function prepay(uint256 seed, uint256 amount, bool shorter) external {
        uint256 id = _loanIn(seed, ILoans.Status.Active);
        amount = _part(amount, _quote(id, true), seed | 1);
        ILoans.Prepayment choice =
            shorter ? ILoans.Prepayment.ShorterTerm : ILoans.Prepayment.SmallerInstalment;
        bytes memory data = abi.encodeCall(loans.prepay, (id, amount, choice));
        _pay("prepay", id, loans.loan(id).wallet, true, data);
    }

    function payOff(uint256 seed, uint256 amount, uint256 payerSeed) external {
        // Seldom, or every loan would be short.
        if (payerSeed % 3 != 0) return;
        uint256 id = _owing(seed);
        if (seed % 8 != 0) amount = _quote(id, true);
        bytes memory data = abi.encodeCall(loans.payOff, (id, amount));
        bool ok = _pay("payOff", id, _payer(id, payerSeed), true, data);
        if (ok) assertEq(_quote(id, true), 0, "INV-18 a payoff left something owed");
    }

    function collect(uint256 seed, address caller) external {
        uint256 id = _loanIn(seed, ILoans.Status.Active);
        ILoans.Loan memory loan = loans.loan(id);
        address payer = loan.wallet;
        if (seed % 3 != 0 && loan.position.status == ILoans.Status.Active) {
            uint256 dueAt = loans.dueAt(id, loan.position.nextInstalment);
            if (block.timestamp < dueAt) vm.warp(dueAt);
        }
        uint256 greatest = loan.position.drawnAt == 0 ? 0 : _sum(loans.dueNow(id, block.timestamp));
        uint256 cash = _cashOf(id, payer);
        mayDebit = payer;
        (bool ok, bytes memory answer) =
            _act("collect", caller, address(loans), abi.encodeCall(loans.collect, (id)));
        if (!ok) return;
        assertTrue(loan.autoRepay, "INV-15 cash was collected though the borrower had switched it off");
        _checkTaken("collect", id, answer, greatest, cash - _cashOf(id, payer));
    }

    function markLate(uint256 seed, address caller) external {
        uint256 id = _loanIn(seed, ILoans.Status.Active);
        uint256 days_ = loans.daysPastDue(id, block.timestamp);
        (bool ok,) = _act("markLate", caller, address(loans), abi.encodeCall(loans.markLate, (id)));
        if (ok) {
            assertGe(days_, loans.loan(id).terms.graceDays, "a loan was marked late within its days of grace");
        }
    }

    function markDefault(uint256 seed, address caller) external {
        uint256 id = _loanIn(seed, ILoans.Status.Active);
        uint256 days_ = loans.daysPastDue(id, block.timestamp);
        uint256 owed = _quote(id, true);
        (bool ok,) = _act("markDefault", caller, address(loans), abi.encodeCall(loans.markDefault, (id)));
        if (!ok) return;
        assertGe(days_, loans.loan(id).terms.defaultDays, "a loan defaulted before its days were over");
        assertEq(_quote(id, true), owed, "INV-18 a default changed what was owed at that moment");
    }

    function writeOff(uint256 seed, address caller) external {
        uint256 id = _loanIn(seed, ILoans.Status.Defaulted);
        ILoans.Loan memory loan = loans.loan(id);
        if (seed % 3 == 0 && loan.position.status == ILoans.Status.Defaulted) {
            uint256 from = loan.position.defaultedAt + uint256(loan.terms.writeOffDays) * 1 days;
            if (block.timestamp < from) vm.warp(from);
        }
        uint256 owed = _quote(id, true);
        (bool ok,) = _act("writeOff", caller, address(loans), abi.encodeCall(loans.writeOff, (id)));
        if (ok) assertEq(_quote(id, true), owed, "INV-18 a write-off changed what was owed at that moment");
    }

    /// @dev Borrowers come to money and lose it, and change what may be collected.
    function changeMeans(uint256 seed, uint256 amount, uint8 what) external {
        uint256 id = _loan(seed);
        address wallet = loans.loan(id).wallet;
        IERC20 token = IERC20(_currencyOf(id).token);
        uint256 greatest = loans.loan(id).terms.principal;
        amount = _bound(amount, 0, greatest);
        vm.startPrank(wallet);
        if (what % 3 == 0) {
            (bool ok,) = address(token).call(abi.encodeCall(token.approve, (address(loans), amount)));
            ok;
        } else {
            (bool ok,) =
                address(token).call(abi.encodeCall(token.approve, (address(loans), type(uint256).max)));
            ok;
        }
        vm.stopPrank();
    }

    /// @param whole Whether the payoff is the most it may take; else what a repayment takes at most.
    function _pay(string memory name, uint256 id, address payer, bool whole, bytes memory data)
        private
        returns (bool)
    {
        uint256 greatest = _quote(id, whole);
        uint256 cash = _cashOf(id, payer);
        (bool ok, bytes memory answer) = _act(name, payer, address(loans), data);
        if (ok) _checkTaken(name, id, answer, greatest, cash - _cashOf(id, payer));
        return ok;
    }

    function _withPermit(uint256 id, uint256 amount, address payer, bool used)
        private
        returns (bytes memory)
    {
        address token = _currencyOf(id).token;
        (uint8 v, bytes32 r, bytes32 s) =
            _sign(token, payer, world.privateKeyOf(payer), address(loans), type(uint256).max);
        if (used) _usePermit(token, payer, address(loans), v, r, s);
        return
            abi.encodeCall(loans.repayWithPermit, (id, amount, type(uint256).max, type(uint256).max, v, r, s));
    }

    /// @dev An honest currency moves exactly what the contract says it took; a currency that keeps a part for itself moves more.
    function _checkTaken(
        string memory name,
        uint256 id,
        bytes memory answer,
        uint256 greatest,
        uint256 debited
    ) private view {
        (uint256 taken, ILoans.Allocation memory allocation) =
            abi.decode(answer, (uint256, ILoans.Allocation));
        assertLe(taken, greatest, string.concat("INV-18 more was taken than owed: ", name));
        assertEq(taken, _sum(allocation), string.concat("INV-18 a split does not add up: ", name));
        if (_currencyOf(id).honest) {
            assertEq(debited, taken, string.concat("INV-18 the payer paid another sum than told: ", name));
        }
        assertLe(debited, greatest, string.concat("INV-18 the payer was debited beyond the quote: ", name));
    }

    function _quote(uint256 id, bool whole) private view returns (uint256) {
        if (loans.loan(id).position.drawnAt == 0) return 0;
        return _sum(whole ? loans.payoff(id, block.timestamp) : loans.repayable(id, block.timestamp));
    }

    /// @dev Mostly a running loan, now and then one in default or written off.
    function _owing(uint256 seed) private view returns (uint256) {
        if (seed % 7 == 1) return _loanIn(seed, ILoans.Status.Defaulted);
        if (seed % 7 == 2) return _loanIn(seed, ILoans.Status.WrittenOff);
        return _loanIn(seed, ILoans.Status.Active);
    }

    function _payer(uint256 id, uint256 seed) private view returns (address) {
        return seed % 2 == 0 ? loans.loan(id).wallet : _one(world.wallets(), seed / 2);
    }

    function _cashOf(uint256 id, address account) private view returns (uint256) {
        return IERC20(_currencyOf(id).token).balanceOf(account);
    }

    function _part(uint256 amount, uint256 greatest, uint256 seed) private pure returns (uint256) {
        if (seed % 16 == 0) return amount;
        if (seed % 4 == 0 || greatest == 0) return greatest;
        return _bound(amount, 1, greatest);
    }
}
