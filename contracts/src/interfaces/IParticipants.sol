// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice Who may take part, and how much. A participant is one verified person or firm, however many wallets. No personal data.
/// @dev All that a subscription needs of its holder stands in one word in `Notes` at the participant's first wallet; further wallets point
/// to it.
interface IParticipants {
    enum Kind {
        Person,
        Firm,
        Contract
    }

    enum Status {
        Unknown,
        Active,
        Frozen
    }

    /// @param country ISO 3166-1 numeric.
    /// @param investorClass 0 retail, 1 sophisticated, 2 professional.
    /// @param policyId Which limits hold; 0 is none.
    /// @param verifiedUntil Day (whole days since 1970) after which no new business is done. Payouts and repayments go on.
    struct Claims {
        Kind kind;
        uint8 level;
        uint16 country;
        uint8 investorClass;
        uint16 policyId;
        uint16 verifiedUntil;
    }

    /// @notice Limits in whole units of the currency; 0 is no limit, and then no counter is kept.
    /// A change of `per12Months` reaches a participant when their claims are set or anyone calls `applyPolicy`; so does a first `perLoan`
    /// or `perPair`; `LimitsSet` tells it. Everything else holds at once.
    /// A subscription counts in the period of 91.5 days it is made in and the four after it: at least 366 days, at most 457.5.
    struct Policy {
        uint32 perLoan;
        uint32 perPair;
        uint32 per12Months;
        uint32 perBorrower;
    }

    /// @notice Holdings of one wallet, by their series.
    struct HoldingsOf {
        address holder;
        uint256[] ids;
    }

    event ParticipantRegistered(uint32 indexed participantId, address indexed wallet);
    event ClaimsSet(uint32 indexed participantId, Claims claims);
    event WalletAdded(uint32 indexed participantId, address indexed wallet);
    event WalletRemoved(uint32 indexed participantId, address indexed wallet);
    event StatusSet(uint32 indexed participantId, Status status, bytes32 reasonHash);
    event RelationSet(uint32 indexed participantId, uint32 indexed relatedId, bool related);
    event PolicySet(uint16 indexed policyId, Policy policy);
    /// @notice What `Notes` holds a participant to from now on, where it changed.
    /// @param per12Months Whole units; 0 is no limit.
    /// @param lookedUp Whether it asks here before notes come in: limits per loan or pair, relations, or loans of their own.
    event LimitsSet(uint32 indexed participantId, uint256 per12Months, bool lookedUp);

    error WalletUnknown(address wallet);
    error WalletTaken(address wallet, uint32 participantId);
    error WalletSignatureInvalid(address wallet);
    error TooManyWallets(uint32 participantId, uint256 greatest);
    error LastWallet(uint32 participantId);
    error ParticipantUnknown(uint32 participantId);
    error ParticipantFrozen(uint32 participantId);
    error VerificationExpired(uint32 participantId, uint256 verifiedUntil);
    error OwnLoan(uint32 participantId);
    error RelatedParties(uint32 participantId, uint32 relatedId);
    error Cap12MonthsExceeded(uint32 participantId, uint256 used, uint256 amount, uint256 cap);
    error CapPerLoanExceeded(uint32 participantId, uint256 id, uint256 used, uint256 amount, uint256 cap);
    error CapPerPairExceeded(uint32 participantId, uint32 raiser, uint256 used, uint256 amount, uint256 cap);
    error CapPerBorrowerExceeded(uint32 participantId, uint256 used, uint256 amount, uint256 cap);
    error CapTooLarge(uint16 policyId, uint256 cap, uint256 greatest);
    error PolicyUnknown(uint16 policyId);

    // Verifier

    function register(address wallet, Claims calldata claims) external returns (uint32 participantId);
    function setClaims(uint32 participantId, Claims calldata claims) external;
    /// @notice No new business, no notes given or taken, from now on and in every wallet. What of theirs is claimed is held for them
    /// where it is of `holdings`, which are flagged in `Notes`; anyone may flag the rest there.
    /// @param reasonHash Hash of the written reason, kept off the chain.
    /// @param holdings All they hold, best. Who is frozen already may be frozen again to name more.
    function freeze(uint32 participantId, bytes32 reasonHash, HoldingsOf[] calldata holdings) external;
    function unfreeze(uint32 participantId, bytes32 reasonHash) external;
    function setRelation(uint32 participantId, uint32 relatedId, bool related) external;
    function setPolicy(uint16 policyId, Policy calldata policy) external;

    // Participants

    /// @notice Adds a wallet to the caller's participant. `signature` is the new wallet's over EIP-712
    /// `AddWallet(uint32 participantId,address wallet,uint256 deadline)`; ERC-1271 is understood. A wallet that was removed comes back to
    /// who removed it and goes to nobody else.
    function addWallet(address wallet, uint256 deadline, bytes calldata signature) external;
    function removeWallet(address wallet) external;

    // Anyone

    /// @notice Brings the limits of their policy, as they stand now, to participants who were verified under an earlier version of it.
    function applyPolicy(uint32[] calldata participantIds) external;

    // Issuers

    /// @notice Reverts if a borrower's outstanding principal would pass their limit, and takes note that they raise money: from then on
    /// no transfer gives them notes of their own loans.
    function recordRaise(uint32 participantId, uint256 outstanding, uint256 amount, uint8 decimals) external;

    // Notes, for participants whose word says that they must be looked up

    /// @notice Reverts if relations or the limits per loan and per pair forbid a subscription. Figures in whole units, rounded up.
    function checkSubscription(
        uint32 participantId,
        uint32 raiser,
        uint256 id,
        uint256 amount,
        uint8 decimals
    ) external view;
    /// @notice Reverts if the participant may not be given notes of `id`.
    /// @param adds Whether what the participant holds grows by it: not between their own wallets.
    function checkReceipt(uint32 participantId, uint256 id, uint256 amount, bool adds) external view;

    // Views

    /// @notice 0 if the wallet belongs to nobody.
    function participantOf(address wallet) external view returns (uint32 participantId);
    /// @notice The participant of a wallet that may do new business now; reverts with the reason otherwise.
    function requireActive(address wallet) external view returns (uint32 participantId);
    function claimsOf(uint32 participantId) external view returns (Claims memory);
    function statusOf(uint32 participantId) external view returns (Status);
    function walletsOf(uint32 participantId) external view returns (address[] memory);
    /// @notice Wallets that were removed. What they hold still counts towards the limits per loan and pair, and a freeze reaches them;
    /// nobody else can add them.
    function formerWalletsOf(uint32 participantId) external view returns (address[] memory);
    function areRelated(uint32 participantId, uint32 otherId) external view returns (bool);
    function policy(uint16 policyId) external view returns (Policy memory);
    /// @return used Whole units subscribed within the window. @return cap 0 is no limit.
    function usageOf(uint32 participantId) external view returns (uint256 used, uint256 cap);
    function participantCount() external view returns (uint32);
}
