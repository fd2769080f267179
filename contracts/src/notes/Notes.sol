// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { INotes } from "../interfaces/INotes.sol";
import { IParticipants } from "../interfaces/IParticipants.sol";
import { Participants } from "../participants/Participants.sol";
import { FLAGGED, HoldingWord, packSubscription } from "./HoldingWord.sol";
import { NoteTransfers } from "./NoteTransfers.sol";
import { NotesMetadata } from "./NotesMetadata.sol";
import { SeriesId } from "./SeriesId.sol";
import { GREATEST_PAID_IN, GREATEST_SUPPLY, SeriesState, packRefunded, packSeries } from "./SeriesState.sol";

/// @title Notes
/// @notice The ledger of claims and the vault of investors' cash: `INotes` tells the rules.
/// @dev Nobody here loops over holders, and no role here can move, stop or delay anybody's cash.
contract Notes is NoteTransfers, NotesMetadata {
    /// @notice Greatest number of series in one call.
    uint256 public constant GREATEST_SERIES = 256;

    /// @notice Who may take part. Deployed by this contract, because each of the two needs the other's address for ever.
    IParticipants public immutable participants;

    constructor(address accessManager) AccessManaged(accessManager) {
        participants = new Participants(accessManager, address(this));
    }

    // Issuers

    /// @inheritdoc INotes
    function subscribe(
        uint256 id,
        address payer,
        address holder,
        uint256 amount,
        uint32 raiser,
        uint8 currencyDecimals,
        uint256 ceiling
    ) external nonReentrant returns (uint256 received, uint256 supply) {
        if (amount == 0) revert AmountIsZero();
        _requireRunning(_requireIssuer(id), id);
        received = _pull(SeriesId.currencyOf(id), payer, amount);
        supply = _subscribe(id, payer, holder, received, raiser, currencyDecimals, ceiling);
    }

    /// @inheritdoc INotes
    function subscribeMany(
        uint256[] calldata ids,
        address payer,
        address holder,
        uint256[] calldata amounts,
        uint32[] calldata raisers,
        uint8 currencyDecimals,
        uint256[] calldata ceilings
    ) external nonReentrant returns (uint256[] memory supplies) {
        _pullSum(ids, payer, amounts);
        supplies = new uint256[](ids.length);
        for (uint256 i; i < ids.length; ++i) {
            supplies[i] =
                _subscribe(ids[i], payer, holder, amounts[i], raisers[i], currencyDecimals, ceilings[i]);
        }
    }

    /// @inheritdoc INotes
    function unsubscribe(
        uint256 id,
        address holder,
        uint256 amount,
        uint256 reflectionPeriod,
        uint8 currencyDecimals
    ) external nonReentrant returns (uint256 supply) {
        if (amount == 0) revert AmountIsZero();
        _requireIssuer(id);
        SeriesState state = _series[id].state;
        Wallet storage wallet = _wallets[holder];
        Slot storage slot = wallet.holdings[id];
        HoldingWord word = slot.word;
        uint256 subscribedAt = word.subscribedAt();
        if (subscribedAt == 0) revert NothingSubscribed(id, holder);
        if (block.timestamp > subscribedAt + reflectionPeriod) {
            revert ReflectionPeriodOver(id, holder, subscribedAt + reflectionPeriod);
        }
        uint256 balance = word.balance();
        if (amount > balance) revert BalanceInsufficient(holder, id, balance, amount);
        // Once cash was shared, the supply is what it was shared over and may not change.
        if (state.paidIn() != 0 || amount > state.escrow()) {
            revert EscrowInsufficient(id, state.paidIn() != 0 ? 0 : state.escrow(), amount);
        }
        supply = state.supply() - amount;
        _series[id].state = packSeries(supply, state.released(), 0);
        uint256 units = _unitsGivenBack(word, amount, currencyDecimals);
        if (units != 0) _giveBack(holder, units, subscribedAt);
        balance -= amount;
        slot.word = packSubscription(
                balance, balance == 0 ? 0 : subscribedAt, balance == 0 ? 0 : word.counted() - units
            ).withFlag(word.flag());
        emit Transfer(msg.sender, holder, address(0), id, amount);
        _pay(SeriesId.currencyOf(id), wallet, holder, amount);
    }

    /// @inheritdoc INotes
    function release(uint256 id, address to, uint256 amount) external nonReentrant {
        if (amount == 0) revert AmountIsZero();
        if (to == address(0)) revert ReceiverIsZero();
        _requireIssuer(id);
        SeriesState state = _series[id].state;
        if (amount > state.escrow()) revert EscrowInsufficient(id, state.escrow(), amount);
        _series[id].state = packSeries(state.supply(), state.released() + amount, state.paidIn());
        emit Released(id, to, amount);
        _payOrHold(SeriesId.currencyOf(id), to, amount);
    }

    /// @inheritdoc INotes
    function refund(uint256 id) external nonReentrant returns (uint256 amount) {
        _requireIssuer(id);
        SeriesState state = _series[id].state;
        amount = state.escrow();
        if (amount == 0) return 0;
        // Only where nothing was paid out yet did the raise fail as a whole.
        _series[id].state = state.released() == 0
            ? packRefunded(state.supply(), state.paidIn() + amount)
            : packSeries(state.supply(), state.supply(), state.paidIn() + amount);
        emit PaidIn(id, address(this), CashKind.Refund, amount, 0, 0);
    }

    /// @inheritdoc INotes
    function collectCash(uint256 id, address payer, uint256 amount)
        external
        nonReentrant
        returns (uint256 received)
    {
        if (amount == 0) revert AmountIsZero();
        _requireIssuer(id);
        received = _pull(SeriesId.currencyOf(id), payer, amount);
        _setCollected(id, received);
    }

    /// @inheritdoc INotes
    function payIn(
        uint256 id,
        address payer,
        CashKind kind,
        uint256 amount,
        uint256 interest,
        uint256 lateInterest
    ) external {
        // Needs no guard: it calls nobody, and what it may share was collected and measured before.
        uint256 collected = _takeCollected(id);
        if (amount == 0) revert AmountIsZero();
        if (amount != collected) revert CashNotReceived(SeriesId.currencyOf(id), amount, collected);
        _requireIssuer(id);
        _share(id, payer, kind, amount, interest, lateInterest);
    }

    /// @inheritdoc INotes
    function collectAndPayIn(
        uint256 id,
        address payer,
        CashKind kind,
        uint256 amount,
        uint256 interest,
        uint256 lateInterest
    ) external nonReentrant returns (uint256 received) {
        if (amount == 0) revert AmountIsZero();
        _requireIssuer(id);
        received = _pull(SeriesId.currencyOf(id), payer, amount);
        if (received == amount) _share(id, payer, kind, amount, interest, lateInterest);
        else _setCollected(id, received);
    }

    // Holders

    /// @inheritdoc INotes
    function claim(uint256[] calldata ids, address holder) external nonReentrant {
        if (ids.length > GREATEST_SERIES) revert TooManySeries(ids.length, GREATEST_SERIES);
        Wallet storage wallet = _wallets[holder];
        // An id of the currency the sum is in.
        uint256 one;
        uint256 sum;
        // The words of all holdings so far, laid over each other.
        uint256 flags;
        // Each is less than 2^171, and there are at most 256.
        unchecked {
            for (uint256 i; i < ids.length; ++i) {
                uint256 id = _at(ids, i);
                if (!SeriesId.haveOneCurrency(id, one)) {
                    if (sum != 0) _payClaim(SeriesId.currencyOf(one), wallet, holder, sum, flags);
                    (one, sum) = (id, 0);
                }
                Slot storage slot = wallet.holdings[id];
                HoldingWord word = slot.word;
                SeriesState state = _series[id].state;
                if (state.isRefunded()) _giveBackRefunded(word, id, holder);
                uint256 cash;
                (word, cash) = word.settle(state);
                if (cash == 0) continue;
                sum += cash;
                flags |= HoldingWord.unwrap(word);
                slot.word = word;
                emit Claimed(id, holder, cash);
            }
        }
        if (sum != 0) _payClaim(SeriesId.currencyOf(one), wallet, holder, sum, flags);
    }

    // Anyone

    /// @inheritdoc INotes
    function flagNotes(address holder, uint256[] calldata ids) external {
        if (ids.length > GREATEST_SERIES) revert TooManySeries(ids.length, GREATEST_SERIES);
        Wallet storage wallet = _wallets[holder];
        if (!_isFrozen(wallet)) revert NotFrozen(holder);
        for (uint256 i; i < ids.length; ++i) {
            Slot storage slot = wallet.holdings[ids[i]];
            HoldingWord word = slot.word;
            if (HoldingWord.unwrap(word) == 0 || word.flag() != 0) continue;
            slot.word = word.withFlag(FLAGGED);
            emit HoldingFlagged(ids[i], holder);
        }
    }

    // Views

    /// @inheritdoc INotes
    function totalSupply(uint256 id) external view returns (uint256) {
        return _series[id].state.supply();
    }

    /// @inheritdoc INotes
    function series(uint256 id) external view returns (Series memory) {
        SeriesState state = _series[id].state;
        return Series({ supply: state.supply(), released: state.released(), paidIn: state.paidIn() });
    }

    /// @inheritdoc INotes
    function holding(uint256 id, address holder) external view returns (Holding memory) {
        HoldingWord word = _wallets[holder].holdings[id].word;
        return Holding({
            balance: word.balance(),
            paidInSeen: word.paidInSeen(),
            remainder: word.remainder(),
            subscribedAt: word.subscribedAt(),
            flagged: word.flag() != 0
        });
    }

    /// @inheritdoc INotes
    function claimable(uint256 id, address holder) external view returns (uint256 cash) {
        (, cash) = _wallets[holder].holdings[id].word.settle(_series[id].state);
    }

    // Internals

    /// @dev Gives notes for cash that has arrived.
    function _subscribe(
        uint256 id,
        address payer,
        address holder,
        uint256 amount,
        uint32 raiser,
        uint8 currencyDecimals,
        uint256 ceiling
    ) private returns (uint256 supply) {
        SeriesSlot storage ofSeries = _series[id];
        SeriesState state = ofSeries.state;
        unchecked {
            supply = state.supply() + amount;
            // Neither passes the width of a supply: then the sum was no greater than a word either.
            if ((amount | supply) >> 83 != 0) {
                revert AmountTooLarge(amount, GREATEST_SUPPLY - state.supply());
            }
            if (supply > ceiling) revert CeilingExceeded(id, supply - amount, amount, ceiling);
        }
        if (state.isShared()) revert SupplyIsFixed(id, state.paidIn());
        Wallet storage wallet = _wallets[holder];
        uint256 units = _admit(wallet, holder, raiser, id, amount, currencyDecimals);
        ofSeries.state = state.withSubscribed(amount);
        Slot storage slot = wallet.holdings[id];
        slot.word = slot.word.subscribe(amount, block.timestamp, units);
        emit Transfer(payer, address(0), holder, id, amount);
    }

    /// @dev Shares cash that is here over the notes.
    function _share(
        uint256 id,
        address payer,
        CashKind kind,
        uint256 amount,
        uint256 interest,
        uint256 lateInterest
    ) private {
        SeriesSlot storage ofSeries = _series[id];
        SeriesState state = ofSeries.state;
        if (state.supply() == 0) revert NothingSubscribed(id, address(0));
        unchecked {
            uint256 room = GREATEST_PAID_IN - state.paidIn();
            if (amount > room) revert AmountTooLarge(amount, room);
        }
        ofSeries.state = state.withPaidIn(amount);
        emit PaidIn(id, payer, kind, amount, interest, lateInterest);
    }

    /// @dev Whole units of the 12-month counter that a withdrawal gives back, rounded down: never more than stand for the holding.
    function _unitsGivenBack(HoldingWord word, uint256 amount, uint8 currencyDecimals)
        private
        pure
        returns (uint256 units)
    {
        units = amount / 10 ** currencyDecimals;
        if (units > word.counted()) units = word.counted();
    }

    /// @dev Brings the sum of many amounts here. All of it must arrive: it could not be told whose part is missing.
    function _pullSum(uint256[] calldata ids, address payer, uint256[] calldata amounts) private {
        if (ids.length != amounts.length) revert LengthsDiffer(ids.length, amounts.length);
        if (ids.length == 0) revert AmountIsZero();
        if (ids.length > GREATEST_SERIES) revert TooManySeries(ids.length, GREATEST_SERIES);
        address currency = SeriesId.currencyOf(ids[0]);
        uint256 sum;
        for (uint256 i; i < ids.length; ++i) {
            if (amounts[i] == 0) revert AmountIsZero();
            if (SeriesId.currencyOf(ids[i]) != currency) revert DifferentCurrencies(ids[0], ids[i]);
            _requireRunning(_requireIssuer(ids[i]), ids[i]);
            sum += amounts[i];
        }
        uint256 received = _pull(currency, payer, sum);
        if (received != sum) revert CashNotReceived(currency, sum, received);
    }

    /// @dev `ids[i]` for an `i` that is known to be less than their number.
    function _at(uint256[] calldata ids, uint256 i) private pure returns (uint256 id) {
        assembly ("memory-safe") {
            id := calldataload(add(ids.offset, shl(5, i)))
        }
    }

    function _participants() internal view override returns (IParticipants) {
        return participants;
    }

    function _decimalsOf(uint256 id) internal view override(NoteTransfers, NotesMetadata) returns (uint8) {
        return NotesMetadata._decimalsOf(id);
    }
}
