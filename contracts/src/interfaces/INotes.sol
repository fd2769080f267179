// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { ParticipantWord } from "../participants/ParticipantWord.sol";

/// @notice The ledger of claims and the one vault of investors' cash. An ERC-6909 token: an id is a *series*, one raise; one note is one
/// base unit of its currency subscribed. Also ERC-6909 Metadata, Content URI and Token Supply.
///
/// Series id, high to low: 16 bits issuer index (from 1), 160 bits currency, 80 bits number (from 1, per issuer).
/// Series state is one word: supply (83 bits), released (83 bits), paidIn (88 bits), refunded (1). Escrow = supply - released.
/// A holding is one word: balance (83), flagged (1), remainder (83), paidInSeen (88). While `paidInSeen` is 0 nothing was ever shared to the
/// holding, its remainder is 0, and the field holds the time of the holder's latest subscription instead, and what of the holder's
/// 12-month counter stands for it.
///
/// For each currency, always: balanceOf(Notes) >= sum of escrow + sum of claimable + sum of held cash.
interface INotes {
    /// @notice What kind of cash came in. Statements and taxes are told from it.
    /// `Repayment` and `Recovery` carry their interest and late interest parts beside the amount; the rest of them is principal.
    enum CashKind {
        Repayment,
        Recovery,
        Refund,
        FeeRefund,
        Rent,
        Proceeds
    }

    struct Series {
        uint256 supply;
        uint256 released;
        uint256 paidIn;
    }

    struct Holding {
        uint256 balance;
        uint256 paidInSeen;
        uint256 remainder;
        uint256 subscribedAt;
        bool flagged;
    }

    /// @notice A registered issuer's index in series ids; fixed for ever.
    event IssuerRegistered(uint16 indexed index, address indexed issuer);
    /// @notice New business (opening and subscribing) of an issuer was stopped or resumed. Nothing else can be.
    event IssuerPaused(uint16 indexed index, bool paused);
    event SeriesOpened(
        uint256 indexed id, uint16 indexed issuerIndex, address indexed currency, uint256 number
    );
    /// @dev ERC-6909. On a subscription `sender` is 0 and `caller` the payer; on a withdrawal `receiver` is 0.
    event Transfer(
        address caller, address indexed sender, address indexed receiver, uint256 indexed id, uint256 amount
    );
    event OperatorSet(address indexed owner, address indexed spender, bool approved);
    event Approval(address indexed owner, address indexed spender, uint256 indexed id, uint256 amount);
    /// @notice Escrow left the series for `to`.
    event Released(uint256 indexed id, address indexed to, uint256 amount);
    /// @notice Cash came in for the holders. For `Refund` it came from the series' own escrow and `payer` is `Notes`.
    /// @param amount All of it; principal = amount - interest - lateInterest.
    event PaidIn(
        uint256 indexed id,
        address indexed payer,
        CashKind indexed kind,
        uint256 amount,
        uint256 interest,
        uint256 lateInterest
    );
    event Claimed(uint256 indexed id, address indexed holder, uint256 amount);
    /// @notice Cash of `account` stays here because it is frozen or its transfer failed. It remains theirs.
    event CashHeld(address indexed currency, address indexed account, uint256 amount);
    /// @notice Claims of this holding ask from now on whether its holder is frozen.
    event HoldingFlagged(uint256 indexed id, address indexed holder);
    event HeldCashPaid(address indexed currency, address indexed account, uint256 amount);

    error NotIssuer(uint256 id, address caller);
    error NotParticipants(address caller);
    error IssuerIsPaused(uint16 index);
    error IssuerAlreadyRegistered(address issuer);
    error SeriesUnknown(uint256 id);
    error AmountIsZero();
    error AmountTooLarge(uint256 amount, uint256 greatest);
    error CeilingExceeded(uint256 id, uint256 supply, uint256 amount, uint256 ceiling);
    error EscrowInsufficient(uint256 id, uint256 escrow, uint256 amount);
    error BalanceInsufficient(address owner, uint256 id, uint256 balance, uint256 amount);
    error AllowanceInsufficient(
        address owner, address spender, uint256 id, uint256 allowance, uint256 amount
    );
    error NothingSubscribed(uint256 id, address holder);
    error ReflectionPeriodOver(uint256 id, address holder, uint256 endedAt);
    /// @notice Cash was shared over the notes already, so no more of them can be given.
    error SupplyIsFixed(uint256 id, uint256 paidIn);
    error CashNotReceived(address currency, uint256 asked, uint256 received);
    error DifferentCurrencies(uint256 firstId, uint256 otherId);
    error LengthsDiffer(uint256 ids, uint256 amounts);
    error TooManySeries(uint256 given, uint256 greatest);
    error AccountFrozen(address account);
    error NotFrozen(address account);
    error NothingHeld(address currency, address account);
    error ReceiverIsZero();

    // Issuers

    /// @notice Opens the caller's next series in `currency`.
    function openSeries(address currency) external returns (uint256 id);

    /// @notice Takes `amount` of `payer`'s cash (through `IIssuer.pay`) into escrow and gives `holder` as many notes as cash arrived.
    /// @param raiser Participant id of who raises the money: nobody funds themselves or a related party.
    /// @param decimals Of the currency; caps count in whole units, rounded up.
    /// @param ceiling Greatest supply after it.
    /// @return received Notes given. @return supply Supply after it.
    function subscribe(
        uint256 id,
        address payer,
        address holder,
        uint256 amount,
        uint32 raiser,
        uint8 decimals,
        uint256 ceiling
    ) external returns (uint256 received, uint256 supply);

    /// @notice The same for many series of one currency with one movement of cash.
    /// @dev Reverts with `CashNotReceived` if less than the sum arrives, since it could not be told whose part is missing.
    function subscribeMany(
        uint256[] calldata ids,
        address payer,
        address holder,
        uint256[] calldata amounts,
        uint32[] calldata raisers,
        uint8 decimals,
        uint256[] calldata ceilings
    ) external returns (uint256[] memory supplies);

    /// @notice Takes notes back and pays their cash out of escrow to `holder`, within `reflectionPeriod` seconds of the holder's latest subscription.
    /// @return supply Supply after it.
    function unsubscribe(uint256 id, address holder, uint256 amount, uint256 reflectionPeriod, uint8 decimals)
        external
        returns (uint256 supply);

    /// @notice Pays escrow out. If `to` cannot receive, the cash is held for it.
    function release(uint256 id, address to, uint256 amount) external;

    /// @notice Gives all escrow of a failed raise back to the holders, by the same path as any other cash.
    function refund(uint256 id) external returns (uint256 amount);

    /// @notice First half of paying in: brings cash of `payer` here and tells how much truly arrived. It must be followed by `payIn` of the same amount in the same call.
    function collectCash(uint256 id, address payer, uint256 amount) external returns (uint256 received);

    /// @notice Second half: shares the cash just collected over the notes by raising one number. Costs the same for any number of holders.
    function payIn(
        uint256 id,
        address payer,
        CashKind kind,
        uint256 amount,
        uint256 interest,
        uint256 lateInterest
    ) external;

    /// @notice Both halves at once, for less: if all of `amount` arrives it is shared. If less does, nothing is shared and, as after
    /// `collectCash`, `payIn` must follow with what arrived.
    function collectAndPayIn(
        uint256 id,
        address payer,
        CashKind kind,
        uint256 amount,
        uint256 interest,
        uint256 lateInterest
    ) external returns (uint256 received);

    // Holders

    /// @notice Pays out all that `holder` can claim on `ids`, one transfer per run of ids of one currency. Anyone may call; cash goes to the holder,
    /// or is held for them while they are frozen, if any of the holdings is flagged.
    function claim(uint256[] calldata ids, address holder) external;

    /// @notice Pays held cash to its owner. Anyone may call.
    function payHeldCash(address currency, address account) external;

    function transfer(address receiver, uint256 id, uint256 amount) external returns (bool);
    function transferFrom(address sender, address receiver, uint256 id, uint256 amount)
        external
        returns (bool);
    function approve(address spender, uint256 id, uint256 amount) external returns (bool);
    function setOperator(address spender, bool approved) external returns (bool);

    // Anyone

    /// @notice Flags holdings of somebody who is frozen, so that what is claimed of them is held. Nothing comes to a frozen holder, so
    /// once all they hold is flagged all their cash stays. Passes over what is flagged already and what they never held.
    function flagNotes(address holder, uint256[] calldata ids) external;

    // Participants

    /// @notice What `Participants` says of one wallet. It alone may.
    function setParticipantWord(address wallet, ParticipantWord word) external;

    // Roles

    /// @notice Registers an issuer, with the delay of the role. It is given an index of its own and can touch its own series alone.
    function registerIssuer(address issuer) external returns (uint16 index);

    /// @notice Guardian: stops or resumes new business of an issuer.
    function setIssuerPaused(uint16 index, bool paused) external;

    // Views

    function balanceOf(address owner, uint256 id) external view returns (uint256);
    function allowance(address owner, address spender, uint256 id) external view returns (uint256);
    function isOperator(address owner, address spender) external view returns (bool);
    function totalSupply(uint256 id) external view returns (uint256);
    function name(uint256 id) external view returns (string memory);
    function symbol(uint256 id) external view returns (string memory);
    function decimals(uint256 id) external view returns (uint8);
    function contractURI() external view returns (string memory);
    function tokenURI(uint256 id) external view returns (string memory);

    function series(uint256 id) external view returns (Series memory);
    function holding(uint256 id, address holder) external view returns (Holding memory);
    /// @notice Cash `holder` would get for series `id` now, rounded down.
    function claimable(uint256 id, address holder) external view returns (uint256);
    function heldCash(address currency, address account) external view returns (uint256);
    /// @notice Whether the participant of a wallet, or of one that was removed, is frozen. Their cash stays here until they are not.
    function isFrozen(address account) external view returns (bool);
    function participantWord(address wallet) external view returns (ParticipantWord);
    function issuer(uint16 index) external view returns (address issuer, bool paused);
    function issuerCount() external view returns (uint16);
    /// @notice 0 if it is none.
    function issuerIndexOf(address issuer) external view returns (uint16);
}
