// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { TestDollar } from "../../src/currency/TestDollar.sol";
import { IAssessments } from "../../src/interfaces/IAssessments.sol";
import { ICreditRecord } from "../../src/interfaces/ICreditRecord.sol";
import { IFees } from "../../src/interfaces/IFees.sol";
import { ILoans } from "../../src/interfaces/ILoans.sol";
import { IModels } from "../../src/interfaces/IModels.sol";
import { INotes } from "../../src/interfaces/INotes.sol";
import { IParticipants } from "../../src/interfaces/IParticipants.sol";
import { CHANGED_BY_SETTLING } from "../../src/loans/LiveWord.sol";
import { SeriesId } from "../../src/notes/SeriesId.sol";
import { Told } from "./Told.sol";

/// @notice Every event of every contract with its figures, one contract a test; each ends by asking the deployed code for events that
/// were left out. An indexer lives from these alone.
contract EventsTest is Told {
    /// @dev 10,000.00 at 12 % in 3 months.
    uint256 private constant A = 3_400_221_115;
    bytes32 private constant EIP712_DOMAIN =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    /// @dev Half the order of the curve: no greater s is taken of a signature.
    bytes32 private constant GREATEST_S = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0;
    /// @dev Where OpenZeppelin's guard against reentrancy stands, by ERC-7201.
    bytes32 private constant GUARD = 0x9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f00;

    function test_NotesTellsEveryEvent() external {
        address target = address(notes);
        uint256 id = SeriesId.encode(1, address(usd), 1);
        _expect(target, INotes.SeriesOpened.selector);
        emit INotes.SeriesOpened(id, 1, address(usd), 1);
        requested(aRequest());

        _expect(target, INotes.Transfer.selector);
        emit INotes.Transfer(alice, address(0), alice, id, 2500 * ONE);
        fund(alice, id, 2500 * ONE);
        fund(carol, id, 7500 * ONE);

        vm.warp(loans.drawableFrom(id));
        _expect(target, INotes.Released.selector);
        emit INotes.Released(id, feePayee, 150 * ONE);
        _expect(target, INotes.Released.selector);
        emit INotes.Released(id, bob, 9850 * ONE);
        vm.prank(bob);
        loans.draw(id);

        vm.warp(loans.dueAt(id, 1));
        _expect(target, INotes.PaidIn.selector);
        emit INotes.PaidIn(id, bob, INotes.CashKind.Repayment, A, 100 * ONE, 0);
        repay(bob, id, A);

        _expect(target, INotes.HoldingFlagged.selector);
        emit INotes.HoldingFlagged(id, alice);
        freeze(alice, id);
        _expect(target, INotes.Claimed.selector);
        emit INotes.Claimed(id, alice, A / 4);
        _expect(target, INotes.CashHeld.selector);
        emit INotes.CashHeld(address(usd), alice, A / 4);
        claim(alice, id);
        vm.prank(verifier);
        participants.unfreeze(aliceId, "");
        _expect(target, INotes.HeldCashPaid.selector);
        emit INotes.HeldCashPaid(address(usd), alice, A / 4);
        notes.payHeldCash(address(usd), alice);

        _expect(target, INotes.Approval.selector);
        emit INotes.Approval(alice, eve, id, 5);
        vm.prank(alice);
        notes.approve(eve, id, 5);
        _expect(target, INotes.OperatorSet.selector);
        emit INotes.OperatorSet(alice, eve, true);
        vm.prank(alice);
        notes.setOperator(eve, true);

        _expect(target, INotes.IssuerRegistered.selector);
        emit INotes.IssuerRegistered(2, eve);
        vm.prank(registrar);
        notes.registerIssuer(eve);
        _expect(target, INotes.IssuerPaused.selector);
        emit INotes.IssuerPaused(2, true);
        vm.prank(guardian);
        notes.setIssuerPaused(2, true);

        _expectAuthorityUpdated(target);
        _assertAllTold(target);
    }

    function test_ParticipantsTellsEveryEvent() external {
        address target = address(participants);
        _expect(target, IParticipants.ParticipantRegistered.selector);
        emit IParticipants.ParticipantRegistered(5, eve);
        _expect(target, IParticipants.ClaimsSet.selector);
        emit IParticipants.ClaimsSet(5, someClaims(CAPPED));
        _expect(target, IParticipants.LimitsSet.selector);
        emit IParticipants.LimitsSet(5, 1_000_000, false);
        enrol(eve, CAPPED);

        (address wallet, uint256 key) = makeAddrAndKey("alice's second wallet");
        bytes memory signature = sign(key, addWalletDigest(aliceId, wallet, block.timestamp));
        _expect(target, IParticipants.WalletAdded.selector);
        emit IParticipants.WalletAdded(aliceId, wallet);
        vm.prank(alice);
        participants.addWallet(wallet, block.timestamp, signature);
        _expect(target, IParticipants.WalletRemoved.selector);
        emit IParticipants.WalletRemoved(aliceId, wallet);
        vm.prank(alice);
        participants.removeWallet(wallet);

        vm.startPrank(verifier);
        _expect(target, IParticipants.StatusSet.selector);
        emit IParticipants.StatusSet(aliceId, IParticipants.Status.Frozen, keccak256("why"));
        participants.freeze(aliceId, keccak256("why"), new IParticipants.HoldingsOf[](0));
        _expect(target, IParticipants.RelationSet.selector);
        emit IParticipants.RelationSet(aliceId, bobId, true);
        participants.setRelation(aliceId, bobId, true);
        vm.stopPrank();
        vm.startPrank(governor);
        _expect(target, IParticipants.PolicySet.selector);
        emit IParticipants.PolicySet(2, IParticipants.Policy(1, 2, 3, 4));
        participants.setPolicy(2, IParticipants.Policy(1, 2, 3, 4));
        vm.stopPrank();

        _expectAuthorityUpdated(target);
        _noEvent(keccak256("AddWallet(uint32 participantId,address wallet,uint256 deadline)"));
        _noSignatures(target);
        _assertAllTold(target);
    }

    function test_LoansTellsEveryEvent() external {
        address target = address(loans);
        ILoans.Product memory product = aProduct();
        product.graceDays = 4;
        _expect(target, ILoans.ProductSet.selector);
        emit ILoans.ProductSet(productId, product);
        vm.prank(operator);
        loans.setProduct(productId, product);
        _requestFundAndDraw(target);
        _repay(target);
        _default(target);
        _expectAuthorityUpdated(target);
        _noEvent(GUARD);
        _noEvent(bytes32(~CHANGED_BY_SETTLING));
        _assertAllTold(target);
    }

    function test_CreditRecordTellsEveryEvent() external {
        address target = address(record);
        uint256 id = funded(aRequest());
        vm.warp(loans.drawableFrom(id));
        _expect(target, ICreditRecord.LoanOpened.selector);
        emit ICreditRecord.LoanOpened(bobId, id, 10_000 * ONE);
        vm.prank(bob);
        loans.draw(id);
        vm.warp(loans.dueAt(id, 1));
        repay(bob, id, A);
        vm.warp(loans.defaultableFrom(id));
        _expect(target, ICreditRecord.OutcomeRecorded.selector);
        emit ICreditRecord.OutcomeRecorded(bobId, id, ICreditRecord.Outcome.Defaulted);
        _expect(target, ICreditRecord.InstalmentsRecorded.selector);
        emit ICreditRecord.InstalmentsRecorded(bobId, id, ICreditRecord.Instalments(1, 0, 0, 0, 0));
        loans.markDefault(id);
        _models(target);
        _assessments(target);
        _expectAuthorityUpdated(target);
        _noEvent(
            keccak256(
                "Assessment(uint32 participantId,uint8 grade,uint32 pd12Months,uint32 pdLife,address currency,uint256 greatestPrincipal,uint32 greatestTermDays,uint32 leastRate,bytes32 modelHash,bytes32 inputsRoot,uint64 reasons,uint40 issuedAt,uint40 expiresAt)"
            )
        );
        _noSignatures(target);
        _assertAllTold(target);
    }

    function test_FeesTellsEveryEvent() external {
        address target = address(fees);
        vm.startPrank(operator);
        _expect(target, IFees.FeeAnnounced.selector);
        emit IFees.FeeAnnounced(9, 20_000, block.timestamp);
        fees.announceFee(9, 20_000);
        vm.stopPrank();
        vm.startPrank(treasurer);
        _expect(target, IFees.FeePayeeAnnounced.selector);
        emit IFees.FeePayeeAnnounced(eve, block.timestamp + 7 days);
        fees.announcePayee(eve);
        vm.stopPrank();
        _expectAuthorityUpdated(target);
        _assertAllTold(target);
    }

    function test_TestDollarTellsEveryEvent() external {
        TestDollar dollar = new TestDollar("Test Dollar", "TUSD", 6);
        address target = address(dollar);
        _expect(target, IERC20.Transfer.selector);
        emit IERC20.Transfer(address(0), address(this), 7);
        dollar.faucet(7);
        _expect(target, IERC20.Approval.selector);
        emit IERC20.Approval(address(this), eve, 5);
        dollar.approve(eve, 5);
        _noEvent(
            keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)")
        );
        _noSignatures(target);
        _assertAllTold(target);
    }

    function _models(address target) private {
        bytes32 next = keccak256("the next model");
        uint40 time = uint40(block.timestamp);
        vm.startPrank(governor);
        _expect(target, IModels.ModelAnnounced.selector);
        emit IModels.ModelAnnounced(next, SCHEMA, URI, time, time + uint40(MODEL_NOTICE));
        record.announceModel(next, SCHEMA, URI);
        vm.stopPrank();
        vm.startPrank(guardian);
        _expect(target, IModels.ModelRetired.selector);
        emit IModels.ModelRetired(next, time);
        record.retireModel(next);
        vm.stopPrank();
    }

    function _assessments(address target) private {
        _expect(target, IAssessments.SecondSignatureAboveSet.selector);
        emit IAssessments.SecondSignatureAboveSet(eve, 7);
        vm.prank(governor);
        record.setSecondSignatureAbove(eve, 7);

        IAssessments.Assessment memory assessment = anAssessment();
        bytes32 assessmentHash = record.hashAssessment(assessment);
        bytes[] memory signatures = one(signed(underwriterKey, assessment));
        _expect(target, IAssessments.AssessmentPublished.selector);
        emit IAssessments.AssessmentPublished(bobId, MODEL, assessmentHash, assessment, one(underwriter));
        record.publishAssessment(assessment, one(underwriter), signatures);
        uint256 id = SeriesId.encode(1, address(usd), 2);
        _expect(target, IAssessments.AssessmentQuoted.selector);
        emit IAssessments.AssessmentQuoted(id, bobId, MODEL, assessmentHash, assessment, one(underwriter));
        quoted(assessment);
    }

    /// @dev What the code knows in order to check signatures.
    function _noSignatures(address target) private {
        (, string memory name, string memory version,,,,) = TestDollar(target).eip712Domain();
        bytes32 name_ = keccak256(bytes(name));
        bytes32 version_ = keccak256(bytes(version));
        _noEvent(EIP712_DOMAIN);
        _noEvent(GREATEST_S);
        _noEvent(name_);
        _noEvent(version_);
        _noEvent(keccak256(abi.encode(EIP712_DOMAIN, name_, version_, block.chainid, target)));
        // A short string keeps its length in its last byte.
        _noEvent(bytes32(bytes(name)) | bytes32(bytes(name).length));
        _noEvent(bytes32(bytes(version)) | bytes32(bytes(version).length));
    }

    function _requestFundAndDraw(address target) private {
        uint256 id = SeriesId.encode(1, address(usd), 1);
        ILoans.Request memory request = aRequest();
        ILoans.Terms memory terms = _terms();
        _expect(target, ILoans.LoanRequested.selector);
        emit ILoans.LoanRequested(
            id,
            bobId,
            productId,
            bob,
            1,
            1,
            true,
            request.fundingDeadline,
            keccak256(abi.encode(usd, terms, request.zhHash, request.enHash)),
            request.zhHash,
            request.enHash,
            terms
        );
        requested(request);

        vm.startPrank(bob);
        _expect(target, ILoans.AutoRepaySet.selector);
        emit ILoans.AutoRepaySet(id, false);
        loans.setAutoRepay(id, false);
        _expect(target, ILoans.WalletSet.selector);
        emit ILoans.WalletSet(id, bob);
        loans.setWallet(id, bob);
        vm.stopPrank();

        fund(alice, id, 2500 * ONE);
        uint40 drawableFrom = uint40(block.timestamp + 1 days);
        _expect(target, ILoans.FundingClosed.selector);
        emit ILoans.FundingClosed(id, 10_000 * ONE, drawableFrom);
        fund(carol, id, 7500 * ONE);
        _expect(target, ILoans.FundingReopened.selector);
        emit ILoans.FundingReopened(id, 9000 * ONE);
        vm.prank(carol);
        loans.withdraw(id, 1000 * ONE);
        fund(carol, id, 1000 * ONE);

        vm.warp(drawableFrom);
        _expect(target, ILoans.LoanDrawn.selector);
        emit ILoans.LoanDrawn(id, 10_000 * ONE, 150 * ONE, A, drawableFrom);
        vm.prank(bob);
        loans.draw(id);

        uint256 other = requested(aRequest());
        fund(alice, other, 100 * ONE);
        _expect(target, ILoans.LoanCancelled.selector);
        emit ILoans.LoanCancelled(other, 100 * ONE, false);
        vm.prank(bob);
        loans.cancel(other);
    }

    function _repay(address target) private {
        uint256 id = drawn(aRequest());
        // In the second of the draw no interest has run.
        _expect(target, ILoans.Repaid.selector);
        emit ILoans.Repaid(id, bob, 0, 0, 4000 * ONE, 6000 * ONE);
        _expect(target, ILoans.Prepaid.selector);
        emit ILoans.Prepaid(id, ILoans.Prepayment.ShorterTerm, 4000 * ONE, A);
        vm.prank(bob);
        loans.prepay(id, 4000 * ONE, ILoans.Prepayment.ShorterTerm);

        vm.warp(loans.dueAt(id, 1) + 1 days);
        // 1 % of 6,000.00 is 60.00 interest.
        _expect(target, ILoans.InstalmentSettled.selector);
        emit ILoans.InstalmentSettled(id, 1, 1, true);
        _expect(target, ILoans.Repaid.selector);
        emit ILoans.Repaid(id, dave, 0, 60 * ONE, A - 60 * ONE, 6060 * ONE - A);
        repay(dave, id, A);

        _expect(target, ILoans.LoanClosed.selector);
        emit ILoans.LoanClosed(id, ILoans.Status.Repaid);
        vm.prank(bob);
        loans.payOff(id, 10_000 * ONE);
    }

    function _default(address target) private {
        uint256 id = drawn(aRequest());
        vm.warp(loans.dueAt(id, 1) + 5 days);
        _expect(target, ILoans.LoanLate.selector);
        emit ILoans.LoanLate(id, 1, 5);
        loans.markLate(id);

        vm.warp(loans.defaultableFrom(id));
        ILoans.Allocation memory owed = loans.payoff(id, block.timestamp);
        assertEq(owed.principal, 10_000 * ONE);
        _expect(target, ILoans.LoanDefaulted.selector);
        emit ILoans.LoanDefaulted(id, 10_000 * ONE, owed.interest, owed.lateInterest);
        loans.markDefault(id);

        vm.warp(block.timestamp + 120 days);
        // 24 % a year on 10,000.00.
        uint256 run = uint256(10_000 * ONE * 24 * 120) / (365 * 100);
        uint256 lateInterest = loans.payoff(id, block.timestamp).lateInterest;
        assertApproxEqAbs(lateInterest, owed.lateInterest + run, 1);
        _expect(target, ILoans.LoanWrittenOff.selector);
        emit ILoans.LoanWrittenOff(id, 10_000 * ONE, owed.interest, lateInterest);
        loans.writeOff(id);
    }

    function _terms() private pure returns (ILoans.Terms memory) {
        return ILoans.Terms({
            principal: 10_000 * ONE,
            annualRate: 120_000,
            lateRate: 240_000,
            method: ILoans.Method.EqualInstalment,
            unit: ILoans.Unit.Month,
            interval: 1,
            count: 3,
            interestOnlyCount: 0,
            graceDays: 4,
            defaultDays: 60,
            writeOffDays: 120,
            originationFee: uint32(FEE),
            reflectionPeriod: 1 days,
            drawPeriod: 14 days,
            leastShare: 500_000,
            leastTicket: uint128(10 * ONE)
        });
    }
}
