// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice What underwriters say of a participant's credit, signed as EIP-712 data (domain: "Hurong Credit Record", version "1", this chain,
/// this contract), and what a loan used of it. No personal data: of the inputs there is only a commitment.
/// @dev An underwriter withdraws an assessment by publishing a newer one, with a greatest principal or a greatest term of 0 if nothing takes
/// its place: a loan of `Loans` is of one base unit and one day at least, so no request is within either 0.
interface IAssessments {
    /// @param grade 0 to 6 for A to G.
    /// @param pd12Months, pdLife Millionths: of 1,000,000 loans like it so many fail, within 12 months and over the loan's life.
    /// @param greatestPrincipal Base units of `currency`.
    /// @param greatestTermDays Days of the whole term, counted as products count them (`ILoans.Product`): months 30, weeks 7. 0 allows no
    /// loan, as a greatest principal of 0 does.
    /// @param leastRate Millionths a year.
    /// @param inputsRoot Commitment to the salted inputs, of which a person may disclose some and not others.
    /// @param reasons Four codes of 16 bits, the first in the lowest bits; 0 is none.
    struct Assessment {
        uint32 participantId;
        uint8 grade;
        uint32 pd12Months;
        uint32 pdLife;
        address currency;
        uint256 greatestPrincipal;
        uint32 greatestTermDays;
        uint32 leastRate;
        bytes32 modelHash;
        bytes32 inputsRoot;
        uint64 reasons;
        uint40 issuedAt;
        uint40 expiresAt;
    }

    /// @notice The loan that quotes an assessment.
    /// @param termDays Its whole term in days, counted as `Assessment.greatestTermDays` is; `Loans` asks for none below a day.
    struct Quote {
        uint256 loanId;
        uint32 participantId;
        address currency;
        uint256 principal;
        uint32 annualRate;
        uint32 termDays;
    }

    /// @notice What is stored of the assessment a loan quoted. `assessmentHash` is its EIP-712 hash, 0 if the loan quoted none.
    struct Quoted {
        bytes32 assessmentHash;
        bytes32 modelHash;
        uint8 grade;
        uint32 pd12Months;
        uint32 pdLife;
        uint64 reasons;
        uint40 issuedAt;
        uint40 expiresAt;
    }

    /// @notice A loan was asked for on this assessment. With `OutcomeRecorded` it tells what was foretold and what came.
    event AssessmentQuoted(
        uint256 indexed loanId,
        uint32 indexed participantId,
        bytes32 indexed modelHash,
        bytes32 assessmentHash,
        Assessment assessment,
        address[] signers
    );
    /// @notice An assessment is told without a loan. Every older one of the participant is superseded.
    event AssessmentPublished(
        uint32 indexed participantId,
        bytes32 indexed modelHash,
        bytes32 indexed assessmentHash,
        Assessment assessment,
        address[] signers
    );
    event SecondSignatureAboveSet(address indexed currency, uint256 principal);

    error LoanAssessed(uint256 loanId, bytes32 assessmentHash);
    error AssessmentOfAnother(uint32 participantId, uint32 assessedId);
    error AssessmentInAnotherCurrency(address currency, address assessedCurrency);
    error PrincipalAboveAssessed(uint256 principal, uint256 greatest);
    error TermAboveAssessed(uint256 termDays, uint256 greatest);
    error RateBelowAssessed(uint32 annualRate, uint32 least);
    error GradeUnknown(uint8 grade, uint8 greatest);
    error ProbabilityTooLarge(uint32 probability, uint32 greatest);
    error AssessmentInFuture(uint256 issuedAt, uint256 time);
    error AssessmentExpired(uint256 expiresAt, uint256 time);
    error ValidityTooLong(uint256 expiresAt, uint256 latest);
    error AssessmentSuperseded(uint32 participantId, uint256 issuedAt, uint256 newestIssuedAt);
    error AssessmentUsed(bytes32 assessmentHash, uint256 loanId);
    error SignersMismatch(uint256 signers, uint256 signatures);
    error SignerMissing();
    error SignersTooMany(uint256 signers, uint256 greatest);
    error SecondSignatureMissing(uint256 greatestPrincipal, uint256 secondSignatureAbove);
    error SignedTwice(address signer);
    error NotUnderwriter(address signer);
    error SignatureInvalid(address signer, bytes32 assessmentHash);

    // Issuers (a role)

    /// @notice Takes an assessment for a loan of the caller's own; reverts with the rule that is broken. One assessment serves one loan, ever.
    /// @param signers One or two underwriters, each with a signature at the same place: an account's own, or a contract's by ERC-1271.
    function recordQuote(
        Quote calldata quote,
        Assessment calldata assessment,
        address[] calldata signers,
        bytes[] calldata signatures
    ) external;

    // Governor

    /// @notice Above this greatest principal an assessment needs two underwriters. A currency for which nothing was set always needs two.
    function setSecondSignatureAbove(address currency, uint256 principal) external;

    // Anyone

    /// @notice Tells an assessment without a loan. It must be newer than all that were told of its participant before.
    function publishAssessment(
        Assessment calldata assessment,
        address[] calldata signers,
        bytes[] calldata signatures
    ) external;

    // Views

    /// @notice Greatest seconds from issue to expiry.
    function GREATEST_VALIDITY() external view returns (uint256);
    function secondSignatureAbove(address currency) external view returns (uint256 principal);
    /// @notice The EIP-712 hash underwriters sign.
    function hashAssessment(Assessment calldata assessment) external view returns (bytes32 assessmentHash);
    function quotedOf(uint256 loanId) external view returns (Quoted memory);
    /// @notice The loan that quoted an assessment; 0 if none did.
    function loanQuoting(bytes32 assessmentHash) external view returns (uint256 loanId);
    /// @notice Issue time of the newest assessment of a participant that was quoted or published; 0 if there is none.
    function newestIssuedAt(uint32 participantId) external view returns (uint256);
}
