// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IAccessManager } from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import { EIP712 } from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import { SignatureChecker } from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import { IAssessments } from "../interfaces/IAssessments.sol";
import { Roles } from "../roles/Roles.sol";
import { Models } from "./Models.sol";
import { OwnLoans } from "./OwnLoans.sol";

/// @notice Signed assessments and what loans used of them: `IAssessments` tells the rules.
abstract contract Assessments is Models, OwnLoans, IAssessments, EIP712 {
    bytes32 private constant ASSESSMENT_TYPE = keccak256(
        "Assessment(uint32 participantId,uint8 grade,uint32 pd12Months,uint32 pdLife,address currency,uint256 greatestPrincipal,uint32 greatestTermDays,uint32 leastRate,bytes32 modelHash,bytes32 inputsRoot,uint64 reasons,uint40 issuedAt,uint40 expiresAt)"
    );
    uint8 private constant GREATEST_GRADE = 6;
    uint32 private constant CERTAIN = 1_000_000;
    uint256 private constant GREATEST_SIGNERS = 2;

    /// @inheritdoc IAssessments
    uint256 public constant GREATEST_VALIDITY = 90 days;
    /// @inheritdoc IAssessments
    mapping(address currency => uint256 principal) public secondSignatureAbove;
    /// @inheritdoc IAssessments
    mapping(bytes32 assessmentHash => uint256 loanId) public loanQuoting;
    /// @inheritdoc IAssessments
    mapping(uint32 participantId => uint256) public newestIssuedAt;
    mapping(uint256 loanId => Quoted) private _quoted;

    constructor() EIP712("Hurong Credit Record", "1") { }

    /// @inheritdoc IAssessments
    function recordQuote(
        Quote calldata quote,
        Assessment calldata assessment,
        address[] calldata signers,
        bytes[] calldata signatures
    ) external restricted {
        _requireOwn(quote.loanId);
        _checkQuote(quote, assessment);
        bytes32 assessmentHash = hashAssessment(assessment);
        uint256 usedBy = loanQuoting[assessmentHash];
        if (usedBy != 0) revert AssessmentUsed(assessmentHash, usedBy);
        uint256 newest = newestIssuedAt[assessment.participantId];
        if (assessment.issuedAt < newest) {
            revert AssessmentSuperseded(assessment.participantId, assessment.issuedAt, newest);
        }
        _check(assessment);
        _checkSigners(assessment, assessmentHash, signers, signatures);
        newestIssuedAt[assessment.participantId] = assessment.issuedAt;
        loanQuoting[assessmentHash] = quote.loanId;
        _quoted[quote.loanId] = Quoted({
            assessmentHash: assessmentHash,
            modelHash: assessment.modelHash,
            grade: assessment.grade,
            pd12Months: assessment.pd12Months,
            pdLife: assessment.pdLife,
            reasons: assessment.reasons,
            issuedAt: assessment.issuedAt,
            expiresAt: assessment.expiresAt
        });
        emit AssessmentQuoted(
            quote.loanId, assessment.participantId, assessment.modelHash, assessmentHash, assessment, signers
        );
    }

    /// @inheritdoc IAssessments
    function setSecondSignatureAbove(address currency, uint256 principal) external restricted {
        secondSignatureAbove[currency] = principal;
        emit SecondSignatureAboveSet(currency, principal);
    }

    /// @inheritdoc IAssessments
    /// @dev Open to all, because the signatures say who speaks: whoever was given a newer assessment may tell it.
    function publishAssessment(
        Assessment calldata assessment,
        address[] calldata signers,
        bytes[] calldata signatures
    ) external {
        uint256 newest = newestIssuedAt[assessment.participantId];
        if (assessment.issuedAt <= newest) {
            revert AssessmentSuperseded(assessment.participantId, assessment.issuedAt, newest);
        }
        _check(assessment);
        bytes32 assessmentHash = hashAssessment(assessment);
        _checkSigners(assessment, assessmentHash, signers, signatures);
        newestIssuedAt[assessment.participantId] = assessment.issuedAt;
        emit AssessmentPublished(
            assessment.participantId, assessment.modelHash, assessmentHash, assessment, signers
        );
    }

    /// @inheritdoc IAssessments
    function quotedOf(uint256 loanId) external view returns (Quoted memory) {
        return _quoted[loanId];
    }

    /// @inheritdoc IAssessments
    function hashAssessment(Assessment calldata assessment) public view returns (bytes32 assessmentHash) {
        return _hashTypedDataV4(keccak256(abi.encode(ASSESSMENT_TYPE, assessment)));
    }

    /// @dev What the loan asks for against what the assessment allows.
    function _checkQuote(Quote calldata quote, Assessment calldata assessment) private view {
        bytes32 before = _quoted[quote.loanId].assessmentHash;
        if (before != 0) revert LoanAssessed(quote.loanId, before);
        if (quote.participantId != assessment.participantId) {
            revert AssessmentOfAnother(quote.participantId, assessment.participantId);
        }
        if (quote.currency != assessment.currency) {
            revert AssessmentInAnotherCurrency(quote.currency, assessment.currency);
        }
        if (quote.principal > assessment.greatestPrincipal) {
            revert PrincipalAboveAssessed(quote.principal, assessment.greatestPrincipal);
        }
        if (quote.termDays > assessment.greatestTermDays) {
            revert TermAboveAssessed(quote.termDays, assessment.greatestTermDays);
        }
        if (quote.annualRate < assessment.leastRate) {
            revert RateBelowAssessed(quote.annualRate, assessment.leastRate);
        }
    }

    /// @dev The assessment by itself, now.
    function _check(Assessment calldata assessment) private view {
        if (assessment.grade > GREATEST_GRADE) revert GradeUnknown(assessment.grade, GREATEST_GRADE);
        if (assessment.pd12Months > CERTAIN) revert ProbabilityTooLarge(assessment.pd12Months, CERTAIN);
        if (assessment.pdLife > CERTAIN) revert ProbabilityTooLarge(assessment.pdLife, CERTAIN);
        if (assessment.issuedAt > block.timestamp) {
            revert AssessmentInFuture(assessment.issuedAt, block.timestamp);
        }
        if (assessment.expiresAt < block.timestamp) {
            revert AssessmentExpired(assessment.expiresAt, block.timestamp);
        }
        uint256 latest = assessment.issuedAt + GREATEST_VALIDITY;
        if (assessment.expiresAt > latest) revert ValidityTooLong(assessment.expiresAt, latest);
        _requireBinding(assessment.modelHash);
    }

    /// @dev The role is asked for before the signature, so no contract is called that is not an underwriter's.
    function _checkSigners(
        Assessment calldata assessment,
        bytes32 assessmentHash,
        address[] calldata signers,
        bytes[] calldata signatures
    ) private view {
        _checkCount(assessment, signers, signatures.length);
        for (uint256 i; i < signers.length; ++i) {
            (bool isUnderwriter,) = IAccessManager(authority()).hasRole(Roles.UNDERWRITER, signers[i]);
            if (!isUnderwriter) revert NotUnderwriter(signers[i]);
            if (!SignatureChecker.isValidSignatureNowCalldata(signers[i], assessmentHash, signatures[i])) {
                revert SignatureInvalid(signers[i], assessmentHash);
            }
        }
    }

    function _checkCount(Assessment calldata assessment, address[] calldata signers, uint256 signatures)
        private
        view
    {
        uint256 count = signers.length;
        if (count != signatures) revert SignersMismatch(count, signatures);
        if (count == 0) revert SignerMissing();
        if (count > GREATEST_SIGNERS) revert SignersTooMany(count, GREATEST_SIGNERS);
        uint256 above = secondSignatureAbove[assessment.currency];
        if (count == 1 && assessment.greatestPrincipal > above) {
            revert SecondSignatureMissing(assessment.greatestPrincipal, above);
        }
        if (count == 2 && signers[0] == signers[1]) revert SignedTwice(signers[0]);
    }
}
