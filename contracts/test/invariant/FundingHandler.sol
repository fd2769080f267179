// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { ILoans } from "../../src/interfaces/ILoans.sol";
import { Caps } from "./Caps.sol";
import { PermitSigner } from "./PermitSigner.sol";
import { Requesting } from "./Requesting.sol";
import { World } from "./World.sol";

/// @notice Everything that happens to a loan before it runs.
contract FundingHandler is Requesting, PermitSigner {
    constructor(World world_, Caps caps) Requesting(world_, caps) { }

    function request(uint256 seed, uint256 principal, uint32 rate, uint8 shape, uint16 count) external {
        if (_hasEnoughLoans()) return;
        World.Currency[] memory currencies = world.currencies();
        World.Currency memory currency = currencies[seed % currencies.length];
        address borrower = _one(world.borrowers(), seed / 16);
        ILoans.Request memory wanted = _request(currency.productId, principal, rate, shape, count);
        (bool ok, bytes memory answer) =
            _act("request", borrower, address(loans), abi.encodeCall(loans.request, (wanted)));
        if (ok) _caps.checkBorrower(abi.decode(answer, (uint256)));
    }

    function fund(uint256 seed, uint256 amount, uint256 payerSeed, bool forAnother) external {
        uint256 id = _loanIn(seed, ILoans.Status.Funding);
        address payer = _one(world.lenders(), payerSeed);
        address holder = forAnother ? _one(world.wallets(), payerSeed / 8) : payer;
        amount = _ticket(id, amount, seed / 16);
        bytes memory data = abi.encodeCall(loans.fund, (id, amount, holder));
        (bool ok,) = _act("fund", payer, address(loans), data);
        if (ok) _caps.checkSubscription(id, holder);
    }

    function fundWithPermit(uint256 seed, uint256 amount, uint256 payerSeed, bool used) external {
        uint256 id = _loanIn(seed, ILoans.Status.Funding);
        address payer = _one(world.lenders(), payerSeed);
        bytes memory data = _withPermit(id, _ticket(id, amount, seed / 16), payer, used);
        (bool ok,) = _act("fundWithPermit", payer, address(loans), data);
        if (ok) _caps.checkSubscription(id, payer);
    }

    function fundMany(uint256 seed, uint256 amount, uint256 payerSeed, uint8 count) external {
        uint256[] memory ids = _sameCurrency(_loanIn(seed, ILoans.Status.Funding), seed, 1 + count % 3);
        uint256[] memory amounts = new uint256[](ids.length);
        for (uint256 i; i < ids.length; ++i) {
            amounts[i] = _ticket(ids[i], amount, seed / 16 + i);
        }
        address payer = _one(world.lenders(), payerSeed);
        bytes memory data = abi.encodeCall(loans.fundMany, (ids, amounts, payer));
        (bool ok,) = _act("fundMany", payer, address(loans), data);
        for (uint256 i; ok && i < ids.length; ++i) {
            _caps.checkSubscription(ids[i], payer);
        }
    }

    /// @dev `first` and other loans of its currency, mostly such as can be funded; short of loans the last are the first once more.
    function _sameCurrency(uint256 first, uint256 seed, uint256 count)
        private
        view
        returns (uint256[] memory ids)
    {
        uint256[] memory all = loansGhost.ids();
        ids = new uint256[](count);
        ids[0] = first;
        uint256 found = 1;
        for (uint256 i; i < all.length && found < count; ++i) {
            uint256 id = all[addmod(seed, i, all.length)];
            if (id == first || _currencyOf(id).token != _currencyOf(first).token) continue;
            if (seed % 8 != 0 && loans.loan(id).position.status != ILoans.Status.Funding) continue;
            ids[found++] = id;
        }
        for (; found < count; ++found) {
            ids[found] = first;
        }
    }

    function withdraw(uint256 seed, uint256 amount, uint256 holderSeed) external {
        uint256 id = _loanIn(seed, holderSeed % 2 == 0 ? ILoans.Status.Funding : ILoans.Status.Funded);
        address[] memory lenders = world.lenders();
        address holder = _one(lenders, holderSeed);
        for (uint256 i; i < lenders.length && notes.balanceOf(holder, id) == 0; ++i) {
            holder = lenders[addmod(holderSeed, i, lenders.length)];
        }
        uint256 balance = notes.balanceOf(holder, id);
        (bool ok,) = _act(
            "withdraw",
            holder,
            address(loans),
            abi.encodeCall(loans.withdraw, (id, seed % 3 == 0 ? balance : _bound(amount, 0, balance + 1)))
        );
        if (ok) _caps.recordWithdrawal(id, holder);
    }

    function closeFunding(uint256 seed) external {
        _byBorrower("closeFunding", _loanIn(seed, ILoans.Status.Funding), loans.closeFunding.selector);
    }

    function cancel(uint256 seed) external {
        uint256 id = _loanIn(seed, seed % 2 == 0 ? ILoans.Status.Funding : ILoans.Status.Funded);
        // Seldom, or no raise would ever come to anything.
        if (seed % 5 == 0) _byBorrower("cancel", id, loans.cancel.selector);
    }

    function draw(uint256 seed) external {
        uint256 id = _loanIn(seed, ILoans.Status.Funded);
        if (loans.loan(id).position.status == ILoans.Status.Funded && seed % 4 != 0) {
            uint256 from = loans.drawableFrom(id);
            if (block.timestamp < from) vm.warp(from);
        }
        _byBorrower("draw", id, loans.draw.selector);
    }

    function expire(uint256 seed, address caller) external {
        uint256 id = _loanIn(seed, seed % 2 == 0 ? ILoans.Status.Funding : ILoans.Status.Funded);
        _act("expire", caller, address(loans), abi.encodeCall(loans.expire, (id)));
    }

    function setWallet(uint256 seed, uint256 walletSeed) external {
        uint256 id = _loan(seed);
        address wallet = _one(world.wallets(), walletSeed);
        bytes memory data = abi.encodeCall(loans.setWallet, (id, wallet));
        (bool ok,) = _act("setWallet", loans.loan(id).wallet, address(loans), data);
        if (!ok) return;
        assertEq(
            participants.participantOf(loans.loan(id).wallet),
            loans.loan(id).borrowerId,
            "a loan's wallet left its borrower"
        );
    }

    function setAutoRepay(uint256 seed, bool on) external {
        uint256 id = _loan(seed);
        bytes memory data = abi.encodeCall(loans.setAutoRepay, (id, on));
        _act("setAutoRepay", loans.loan(id).wallet, address(loans), data);
    }

    function _withPermit(uint256 id, uint256 ticket, address payer, bool used)
        private
        returns (bytes memory)
    {
        address token = _currencyOf(id).token;
        (uint8 v, bytes32 r, bytes32 s) =
            _sign(token, payer, world.privateKeyOf(payer), address(loans), type(uint256).max);
        // Somebody who saw the permit may send it first.
        if (used) _usePermit(token, payer, address(loans), v, r, s);
        return abi.encodeCall(
            loans.fundWithPermit, (id, ticket, payer, type(uint256).max, type(uint256).max, v, r, s)
        );
    }

    function _byBorrower(string memory name, uint256 id, bytes4 selector) private {
        _act(name, loans.loan(id).wallet, address(loans), abi.encodeWithSelector(selector, id));
    }

    /// @dev Mostly a part of what is left or all of it; now and then anything at all.
    function _ticket(uint256 id, uint256 amount, uint256 seed) private view returns (uint256) {
        uint256 principal = loans.loan(id).terms.principal;
        uint256 supply = notes.totalSupply(id);
        uint256 left = principal > supply ? principal - supply : 1;
        if (seed % 8 == 0) return amount;
        if (seed % 8 < 3) return left;
        return _bound(amount, left < 10 ? left : left / 10, left);
    }
}
