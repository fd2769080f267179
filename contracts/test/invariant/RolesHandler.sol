// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { ParticipantWord } from "../../src/participants/ParticipantWord.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IAssessments } from "../../src/interfaces/IAssessments.sol";
import { IFees } from "../../src/interfaces/IFees.sol";
import { ILoans } from "../../src/interfaces/ILoans.sol";
import { INotes } from "../../src/interfaces/INotes.sol";
import { ForeignIssuer } from "./ForeignIssuer.sol";
import { Handler } from "./Handler.sol";
import { World } from "./World.sol";

/// @notice What the roles do in their own right, and what they, strangers and another issuer try beyond it.
contract RolesHandler is Handler {
    ForeignIssuer private immutable _foreign;
    World.Contracts private _contracts;
    uint256 private _foreignId;

    constructor(World world_, ForeignIssuer foreign) Handler(world_) {
        _foreign = foreign;
        _contracts = world_.contracts();
    }

    function setIssuerPaused(uint16 index, bool paused) external {
        uint16 count = notes.issuerCount();
        bytes memory data =
            abi.encodeCall(notes.setIssuerPaused, (1 + index % count, paused && index % 8 == 0));
        _byRole("setIssuerPaused", _contracts.guardian, address(notes), data);
    }

    function setProduct(uint256 seed, bool open, uint16 graceDays, uint32 lateRate) external {
        World.Currency[] memory currencies = world.currencies();
        uint32 id = currencies[seed % currencies.length].productId;
        ILoans.Product memory product = loans.product(id);
        product.open = open || seed % 2 == 0;
        product.graceDays = graceDays % 12;
        product.lateRate = lateRate % 1_000_001;
        bytes memory data = abi.encodeCall(loans.setProduct, (id, product));
        _byRole("setProduct", _contracts.operator, address(loans), data);
    }

    function announceFee(uint256 seed, uint32 fee) external {
        World.Currency[] memory currencies = world.currencies();
        uint32 id = currencies[seed % currencies.length].productId;
        IFees fees = _contracts.fees;
        bytes memory data = abi.encodeCall(fees.announceFee, (id, fee % (fees.greatestFee() + 2)));
        _byRole("announceFee", _contracts.operator, address(fees), data);
    }

    function announcePayee(uint256 seed) external {
        IFees fees = _contracts.fees;
        bytes memory data = abi.encodeCall(fees.announcePayee, (_one(world.wallets(), seed)));
        _byRole("announcePayee", _contracts.treasurer, address(fees), data);
    }

    /// @dev Every entry of `Notes`, `Loans`, `Participants` and `CreditRecord` that only a contract may use, in the name of each role.
    function overreach(uint256 seed, uint256 amount, uint256 victimSeed, uint8 what) external {
        uint256 id = _loan(seed);
        address victim = _one(world.wallets(), victimSeed);
        address[6] memory callers = [
            _contracts.operator,
            _contracts.verifier,
            _contracts.guardian,
            _contracts.registrar,
            address(_foreign),
            _one(world.wallets(), seed)
        ];
        address caller = callers[victimSeed % 6];
        amount = _bound(amount, 1, notes.totalSupply(id) + 1);
        (address target, bytes memory data) = _forbidden(what % 10, id, victim, amount, caller);
        (bool ok,) = _byRole("overreach", caller, target, data);
        assertFalse(ok, "INV-14 somebody used an entry that is not theirs");
    }

    /// @dev Another issuer lives its own life in the same currencies, paying short and calling back while it pays.
    function foreignSubscribe(uint256 seed, uint256 amount, uint256 share, uint256 holderSeed) external {
        if (_foreignId == 0) _open(seed);
        _prepare(share, abi.encodeCall(notes.claim, (notesGhost.ids(), _one(notesGhost.holders(), seed))));
        bytes[] memory calls = new bytes[](1);
        address holder = _one(world.lenders(), holderSeed);
        calls[0] = abi.encodeCall(
            notes.subscribe,
            (_foreignId, address(this), holder, _bound(amount, 1, 1e6), 0, 6, type(uint256).max)
        );
        _byForeign("foreignSubscribe", calls);
    }

    /// @dev Collects a part and tries to share all; or collects for one series and shares on another.
    function foreignPayIn(uint256 seed, uint256 amount, uint256 share) external {
        if (_foreignId == 0) _open(seed);
        amount = _bound(amount, 1, 1e6);
        uint256 target = seed % 3 == 0 ? _loan(seed) : _foreignId;
        bytes memory payIn =
            abi.encodeCall(notes.payIn, (target, address(this), INotes.CashKind.Proceeds, amount, 0, 0));
        _prepare(share, payIn);
        bytes[] memory calls = new bytes[](seed % 4 == 0 ? 3 : 2);
        calls[0] = abi.encodeCall(notes.collectCash, (_foreignId, address(this), amount));
        calls[1] = payIn;
        if (calls.length == 3) calls[2] = payIn;
        (bool ok,) = _byForeign("foreignPayIn", calls);
        if (!ok) return;
        assertTrue(target == _foreignId && calls.length == 2, "INV-19 cash was shared that was not collected");
    }

    function foreignRelease(uint256 seed, uint256 amount) external {
        if (_foreignId == 0) _open(seed);
        INotes.Series memory series = notes.series(_foreignId);
        bytes[] memory calls = new bytes[](1);
        amount = _bound(amount, 1, series.supply - series.released + 1);
        calls[0] = abi.encodeCall(notes.release, (_foreignId, _one(world.borrowers(), seed), amount));
        _byForeign("foreignRelease", calls);
    }

    function foreignTouches(uint256 seed, uint256 amount, uint8 what) external {
        uint256 id = _loan(seed);
        bytes[] memory calls = new bytes[](1);
        amount = _bound(amount, 1, notes.totalSupply(id) + 1);
        (, calls[0]) = _forbidden(what % 6, id, _one(world.wallets(), seed), amount, address(_foreign));
        (bool ok,) = _byForeign("foreignTouches", calls);
        assertFalse(ok, "INV-19 an issuer touched another's series");
    }

    function _open(uint256 seed) private {
        World.Currency[] memory currencies = world.currencies();
        address token;
        // In an honest currency: that is where others' cash would be worth taking.
        for (uint256 i; token == address(0); ++i) {
            World.Currency memory currency = currencies[(seed % 64 + i) % currencies.length];
            if (currency.honest) token = currency.token;
        }
        vm.recordLogs();
        _foreignId = _foreign.open(token);
        world.write(vm.getRecordedLogs());
    }

    function _prepare(uint256 share, bytes memory inside) private {
        _foreign.prepare(share % 4 == 0 ? share % 1_000_001 : 1_000_000, inside);
    }

    function _byForeign(string memory name, bytes[] memory calls)
        private
        returns (bool ok, bytes memory answer)
    {
        (ok, answer) = _act(name, address(this), address(_foreign), abi.encodeCall(_foreign.act, (calls)));
        assertEq(_foreign.reentered(), 0, "INV-19 an issuer came in again while it paid");
    }

    /// @dev Acts and looks whether any cash moved at all.
    function _byRole(string memory name, address caller, address target, bytes memory data)
        private
        returns (bool ok, bytes memory answer)
    {
        World.Currency[] memory currencies = world.currencies();
        uint256[] memory before = new uint256[](currencies.length);
        for (uint256 i; i < before.length; ++i) {
            before[i] = IERC20(currencies[i].token).balanceOf(address(notes));
        }
        (ok, answer) = _act(name, caller, target, data);
        for (uint256 i; i < before.length; ++i) {
            assertEq(
                IERC20(currencies[i].token).balanceOf(address(notes)),
                before[i],
                string.concat("INV-14 a role moved cash: ", name)
            );
        }
    }

    function _forbidden(uint256 what, uint256 id, address victim, uint256 amount, address caller)
        private
        view
        returns (address, bytes memory)
    {
        if (what == 0) return (address(notes), abi.encodeCall(notes.release, (id, caller, amount)));
        if (what == 1) return (address(notes), abi.encodeCall(notes.refund, (id)));
        if (what == 2) return (address(notes), abi.encodeCall(notes.collectCash, (id, victim, amount)));
        if (what == 3) {
            return (
                address(notes),
                abi.encodeCall(notes.payIn, (id, victim, INotes.CashKind.Repayment, amount, 0, 0))
            );
        }
        if (what == 4) {
            return
                (address(notes), abi.encodeCall(notes.unsubscribe, (id, victim, amount, type(uint32).max, 6)));
        }
        if (what == 5) {
            return (
                address(notes),
                abi.encodeCall(notes.subscribe, (id, victim, caller, amount, 0, 6, type(uint256).max))
            );
        }
        if (what == 6) {
            return (address(loans), abi.encodeCall(loans.pay, (_currencyOf(id).token, victim, amount)));
        }
        if (what == 7) {
            return (
                address(notes),
                abi.encodeCall(notes.setParticipantWord, (victim, ParticipantWord.wrap(amount)))
            );
        }
        if (what == 8) {
            IAssessments.Quote memory quote;
            IAssessments.Assessment memory assessment;
            (quote.loanId, quote.participantId) = (id, participants.participantOf(victim));
            return (
                address(record),
                abi.encodeCall(record.recordQuote, (quote, assessment, new address[](0), new bytes[](0)))
            );
        }
        return (
            address(record),
            abi.encodeCall(record.recordOpened, (participants.participantOf(victim), id, amount))
        );
    }
}
