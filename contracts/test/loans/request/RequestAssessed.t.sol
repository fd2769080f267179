// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { VmSafe } from "forge-std/Vm.sol";
import { IAssessments } from "../../../src/interfaces/IAssessments.sol";
import { ICreditRecord } from "../../../src/interfaces/ICreditRecord.sol";
import { ILoans } from "../../../src/interfaces/ILoans.sol";
import { IModels } from "../../../src/interfaces/IModels.sol";
import { IParticipants } from "../../../src/interfaces/IParticipants.sol";
import { Assessed } from "../../record/Assessed.sol";

/// @notice A request on an assessment: what it must fit, and what is kept of it. Who may sign how is in `test/record/Signers.t.sol`.
contract RequestAssessedTest is Assessed {
    function test_OpensTheLoanAsARequestDoes() external {
        uint256 loanId = quoted(anAssessment());
        ILoans.Loan memory loan = loans.loan(loanId);
        assertEq(loan.borrowerId, bobId);
        assertEq(loan.wallet, bob);
        assertEq(loan.productId, assessedId);
        assertEq(loan.terms.principal, 10_000 * ONE);
        assertEq(uint256(loan.position.status), uint256(ILoans.Status.Funding));
        assertEq(loans.liveLoansOf(bobId), list(loanId));
    }

    function test_TellsTheLoanBeforeItsAssessment() external {
        vm.recordLogs();
        quoted(anAssessment());
        VmSafe.Log[] memory logs = vm.getRecordedLogs();
        assertEq(logs[logs.length - 2].topics[0], ILoans.LoanRequested.selector);
        assertEq(logs[logs.length - 1].topics[0], IAssessments.AssessmentQuoted.selector);
    }

    function testFuzz_StoresAndTellsWhatWasUsed(
        IAssessments.Assessment memory given,
        uint256 above,
        uint256 lifetime
    ) external {
        given.participantId = bobId;
        given.currency = address(usd);
        given.modelHash = MODEL;
        given.grade = uint8(bound(given.grade, 0, 6));
        given.pd12Months = uint32(bound(given.pd12Months, 0, 1_000_000));
        given.pdLife = uint32(bound(given.pdLife, 0, 1_000_000));
        given.greatestPrincipal = bound(above, 10_000 * ONE, LIMIT);
        given.greatestTermDays = uint32(bound(given.greatestTermDays, 90, type(uint32).max));
        given.leastRate = uint32(bound(given.leastRate, 0, 120_000));
        given.issuedAt = uint40(bound(given.issuedAt, START - 90 days, START));
        given.expiresAt = uint40(bound(lifetime, START, given.issuedAt + 90 days));
        bytes32 assessmentHash = record.hashAssessment(given);
        uint256 id = (uint256(1) << 240) | (uint256(uint160(address(usd))) << 80) | 1;
        vm.expectEmit(address(record));
        emit IAssessments.AssessmentQuoted(id, bobId, MODEL, assessmentHash, given, one(underwriter));
        assertEq(quoted(given), id);
        IAssessments.Quoted memory kept = record.quotedOf(id);
        assertEq(kept.assessmentHash, assessmentHash);
        assertEq(kept.modelHash, MODEL);
        assertEq(kept.grade, given.grade);
        assertEq(kept.pd12Months, given.pd12Months);
        assertEq(kept.pdLife, given.pdLife);
        assertEq(kept.reasons, given.reasons);
        assertEq(kept.issuedAt, given.issuedAt);
        assertEq(kept.expiresAt, given.expiresAt);
        assertEq(record.loanQuoting(assessmentHash), id);
        assertEq(record.newestIssuedAt(bobId), given.issuedAt);
    }

    function test_ALoanWithoutAnAssessmentIsUnaffected() external {
        uint256 loanId = drawn(aRequest());
        assertEq(record.quotedOf(loanId).assessmentHash, 0);
        assertEq(record.newestIssuedAt(bobId), 0);
        vm.warp(loans.dueAt(loanId, 1));
        assertGt(repay(bob, loanId, 10_000 * ONE), 0);
    }

    function test_AnAssessmentMayBeQuotedWhereTheProductAsksForNone() external {
        IAssessments.Assessment memory assessment = anAssessment();
        bytes[] memory signatures = one(signed(underwriterKey, assessment));
        vm.prank(bob);
        uint256 loanId = loans.requestAssessed(aRequest(), assessment, one(underwriter), signatures);
        assertEq(record.quotedOf(loanId).modelHash, MODEL);
    }

    /// @dev What was foretold and what came, for whoever reads the record's events and nothing else.
    function test_EventsAloneTellWhatWasForetoldAndWhatCame() external {
        vm.recordLogs();
        uint256 loanId = quoted(anAssessment());
        fund(alice, loanId, 2500 * ONE);
        fund(carol, loanId, 7500 * ONE);
        vm.warp(loans.drawableFrom(loanId));
        vm.prank(bob);
        loans.draw(loanId);
        vm.warp(loans.defaultableFrom(loanId));
        loans.markDefault(loanId);
        VmSafe.Log[] memory logs = vm.getRecordedLogs();
        uint256 foretold;
        uint256 drawn_;
        uint256 defaulted;
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].emitter != address(record)) continue;
            if (logs[i].topics[0] == IAssessments.AssessmentQuoted.selector) {
                assertEq(uint256(logs[i].topics[1]), loanId);
                assertEq(logs[i].topics[3], MODEL);
                (, IAssessments.Assessment memory told,) =
                    abi.decode(logs[i].data, (bytes32, IAssessments.Assessment, address[]));
                foretold += told.pd12Months;
            } else if (logs[i].topics[0] == ICreditRecord.LoanOpened.selector) {
                assertEq(uint256(logs[i].topics[2]), loanId);
                ++drawn_;
            } else if (logs[i].topics[0] == ICreditRecord.OutcomeRecorded.selector) {
                assertEq(uint256(logs[i].topics[2]), loanId);
                ++defaulted;
            }
        }
        assertEq(foretold, 45_000);
        assertEq(drawn_, 1);
        assertEq(defaulted, 1);
    }

    function test_RevertWhen_TheProductAsksForAnAssessmentAndThereIsNone() external {
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(ILoans.AssessmentRequired.selector, assessedId));
        loans.request(anAssessedRequest());
    }

    function test_RevertWhen_ARuleOfRequestIsBroken() external {
        ILoans.Request memory request_ = anAssessedRequest();
        request_.annualRate = 360_001;
        _refused(
            request_, anAssessment(), abi.encodeWithSelector(ILoans.RateTooHigh.selector, 360_001, 360_000)
        );
        freeze(bob);
        _refused(anAssessment(), abi.encodeWithSelector(IParticipants.ParticipantFrozen.selector, bobId));
    }

    function test_RevertWhen_ItIsAnotherParticipants() external {
        IAssessments.Assessment memory assessment = anAssessment();
        assessment.participantId = aliceId;
        _refused(
            assessment, abi.encodeWithSelector(IAssessments.AssessmentOfAnother.selector, bobId, aliceId)
        );
    }

    function test_RevertWhen_ItIsInAnotherCurrency() external {
        IAssessments.Assessment memory assessment = anAssessment();
        assessment.currency = eve;
        _refused(
            assessment,
            abi.encodeWithSelector(IAssessments.AssessmentInAnotherCurrency.selector, address(usd), eve)
        );
    }

    function test_RevertWhen_ThePrincipalIsAboveIt() external {
        IAssessments.Assessment memory assessment = anAssessment();
        assessment.greatestPrincipal = 10_000 * ONE - 1;
        _refused(
            assessment,
            abi.encodeWithSelector(
                IAssessments.PrincipalAboveAssessed.selector, 10_000 * ONE, 10_000 * ONE - 1
            )
        );
        assessment.greatestPrincipal = 10_000 * ONE;
        quoted(assessment);
    }

    /// @dev Three months, which count as 90 days whatever the calendar says.
    function test_RevertWhen_TheTermIsAboveIt() external {
        IAssessments.Assessment memory assessment = anAssessment();
        assessment.greatestTermDays = 89;
        _refused(assessment, abi.encodeWithSelector(IAssessments.TermAboveAssessed.selector, 90, 89));
        assessment.greatestTermDays = 90;
        quoted(assessment);
    }

    function test_RevertWhen_ItAllowsNoTermAtAll() external {
        IAssessments.Assessment memory assessment = anAssessment();
        assessment.greatestTermDays = 0;
        ILoans.Request memory request_ = anAssessedRequest();
        (request_.unit, request_.count) = (ILoans.Unit.Day, 1);
        _refused(request_, assessment, abi.encodeWithSelector(IAssessments.TermAboveAssessed.selector, 1, 0));
    }

    /// @dev As the product counts it: the same days let it through and are too many by one.
    function testFuzz_TheTermIsCountedAsTheProductDoes(uint8 unit, uint16 interval, uint16 count) external {
        ILoans.Request memory request_ = anAssessedRequest();
        request_.unit = ILoans.Unit(bound(unit, 0, 2));
        request_.interval = uint16(bound(interval, 1, 12));
        request_.count = uint16(bound(count, 1, 5));
        uint256 unitDays = request_.unit == ILoans.Unit.Month ? 30 : request_.unit == ILoans.Unit.Week ? 7 : 1;
        uint32 termDays = uint32(unitDays * request_.interval * request_.count);
        ILoans.Product memory product = aProduct();
        (product.assessed, product.leastTermDays, product.greatestTermDays) = (true, termDays, termDays);
        request_.productId = addProduct(product);
        IAssessments.Assessment memory assessment = anAssessment();
        assessment.greatestTermDays = termDays - 1;
        _refused(
            request_,
            assessment,
            abi.encodeWithSelector(IAssessments.TermAboveAssessed.selector, termDays, termDays - 1)
        );
        assessment.greatestTermDays = termDays;
        quoted(request_, assessment);
    }

    function test_RevertWhen_TheRateIsBelowIt() external {
        IAssessments.Assessment memory assessment = anAssessment();
        assessment.leastRate = 120_001;
        _refused(
            assessment, abi.encodeWithSelector(IAssessments.RateBelowAssessed.selector, 120_000, 120_001)
        );
        assessment.leastRate = 120_000;
        quoted(assessment);
    }

    function test_RevertWhen_ItsGradeIsUnknown() external {
        IAssessments.Assessment memory assessment = anAssessment();
        assessment.grade = 7;
        _refused(assessment, abi.encodeWithSelector(IAssessments.GradeUnknown.selector, 7, 6));
    }

    function test_RevertWhen_AProbabilityIsAboveCertainty() external {
        IAssessments.Assessment memory assessment = anAssessment();
        bytes memory reason =
            abi.encodeWithSelector(IAssessments.ProbabilityTooLarge.selector, 1_000_001, 1_000_000);
        assessment.pd12Months = 1_000_001;
        _refused(assessment, reason);
        (assessment.pd12Months, assessment.pdLife) = (0, 1_000_001);
        _refused(assessment, reason);
    }

    function test_RevertWhen_ItIsIssuedInTheFuture() external {
        IAssessments.Assessment memory assessment = anAssessment();
        assessment.issuedAt += 1;
        _refused(
            assessment, abi.encodeWithSelector(IAssessments.AssessmentInFuture.selector, START + 1, START)
        );
    }

    function test_RevertWhen_ItHasExpired() external {
        IAssessments.Assessment memory assessment = anAssessment();
        vm.warp(assessment.expiresAt + 1);
        _refused(
            assessment,
            abi.encodeWithSelector(
                IAssessments.AssessmentExpired.selector, assessment.expiresAt, assessment.expiresAt + 1
            )
        );
        vm.warp(assessment.expiresAt);
        quoted(assessment);
    }

    function test_RevertWhen_ItHoldsTooLong() external {
        IAssessments.Assessment memory assessment = anAssessment();
        assessment.expiresAt = assessment.issuedAt + 90 days + 1;
        _refused(
            assessment,
            abi.encodeWithSelector(
                IAssessments.ValidityTooLong.selector, assessment.expiresAt, assessment.expiresAt - 1
            )
        );
        assessment.expiresAt -= 1;
        assertEq(record.GREATEST_VALIDITY(), 90 days);
        quoted(assessment);
    }

    function test_RevertWhen_ItsModelIsUnknown() external {
        IAssessments.Assessment memory assessment = anAssessment();
        assessment.modelHash = keccak256("nobody announced it");
        _refused(assessment, abi.encodeWithSelector(IModels.ModelUnknown.selector, assessment.modelHash));
    }

    function test_RevertWhen_ItsModelDoesNotBindYet() external {
        IAssessments.Assessment memory assessment = anAssessment();
        assessment.modelHash = keccak256("the next model");
        vm.prank(governor);
        record.announceModel(assessment.modelHash, SCHEMA, URI);
        uint256 bindsAt = block.timestamp + MODEL_NOTICE;
        vm.warp(bindsAt - 1);
        _refused(
            assessment,
            abi.encodeWithSelector(IModels.ModelNotBinding.selector, assessment.modelHash, bindsAt)
        );
        vm.warp(bindsAt);
        quoted(assessment);
    }

    function test_RevertWhen_ItsModelIsRetired() external {
        vm.prank(guardian);
        record.retireModel(MODEL);
        _refused(
            anAssessment(), abi.encodeWithSelector(IModels.ModelOutOfUse.selector, MODEL, block.timestamp)
        );
    }

    /// @dev One assessment serves one loan, even if nothing came of the loan.
    function test_RevertWhen_ItWasUsedBefore() external {
        IAssessments.Assessment memory assessment = anAssessment();
        uint256 loanId = quoted(assessment);
        bytes memory used = abi.encodeWithSelector(
            IAssessments.AssessmentUsed.selector, record.hashAssessment(assessment), loanId
        );
        _refused(assessment, used);
        vm.prank(bob);
        loans.cancel(loanId);
        _refused(assessment, used);
    }

    function test_RevertWhen_ANewerOneWasQuoted() external {
        IAssessments.Assessment memory older = anAssessment();
        vm.warp(block.timestamp + 1);
        IAssessments.Assessment memory newer = anAssessment();
        quoted(newer);
        _refused(older, _superseded(older, newer));
    }

    function test_RevertWhen_ANewerOneWasPublished() external {
        IAssessments.Assessment memory older = anAssessment();
        vm.warp(block.timestamp + 1);
        IAssessments.Assessment memory newer = anAssessment();
        // Nothing takes the older one's place: the underwriter withdraws it.
        newer.greatestPrincipal = 0;
        bytes[] memory signatures = one(signed(underwriterKey, newer));
        record.publishAssessment(newer, one(underwriter), signatures);
        _refused(older, _superseded(older, newer));
        _refused(newer, abi.encodeWithSelector(IAssessments.PrincipalAboveAssessed.selector, 10_000 * ONE, 0));
    }

    /// @dev Sisters of one second, as for two currencies, supersede nothing.
    function test_TwoOfTheSameSecondBothServe() external {
        IAssessments.Assessment memory sister = anAssessment();
        quoted(anAssessment());
        sister.inputsRoot = keccak256("salted otherwise");
        quoted(sister);
    }

    function test_RevertWhen_TheLoanQuotesAnotherAlready() external {
        IAssessments.Assessment memory assessment = anAssessment();
        uint256 loanId = quoted(assessment);
        IAssessments.Quote memory quote = IAssessments.Quote({
            loanId: loanId,
            participantId: bobId,
            currency: address(usd),
            principal: 1,
            annualRate: 120_000,
            termDays: 90
        });
        vm.expectRevert(
            abi.encodeWithSelector(
                IAssessments.LoanAssessed.selector, loanId, record.hashAssessment(assessment)
            )
        );
        vm.prank(address(loans));
        record.recordQuote(quote, assessment, one(underwriter), one(bytes("")));
    }

    function _superseded(IAssessments.Assessment memory older, IAssessments.Assessment memory newer)
        private
        view
        returns (bytes memory)
    {
        return abi.encodeWithSelector(
            IAssessments.AssessmentSuperseded.selector, bobId, older.issuedAt, newer.issuedAt
        );
    }

    function _refused(IAssessments.Assessment memory assessment, bytes memory reason) private {
        _refused(anAssessedRequest(), assessment, reason);
    }

    function _refused(
        ILoans.Request memory request_,
        IAssessments.Assessment memory assessment,
        bytes memory reason
    ) private {
        bytes[] memory signatures = one(signed(underwriterKey, assessment));
        vm.prank(bob);
        vm.expectRevert(reason);
        loans.requestAssessed(request_, assessment, one(underwriter), signatures);
    }
}
